"""People → annotated text: the corpus, its formats and the tools that keep it sound."""
