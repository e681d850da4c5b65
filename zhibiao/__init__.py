"""zhibiao 指标: reads the figures out of Chinese government reports."""

__version__ = "0.1.0"
