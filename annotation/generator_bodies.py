"""Kinds of public bodies with the names each goes by, their sub-units, and towns and villages made up of syllables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

# Full name first, then what it is called for short. What stands before is a place: 岚山县 + 卫生健康局, 县 + 卫健局.
_KINDS = """
市场监督管理局 市场监管局 市监局/卫生健康局 卫健局/教育局/教育体育局 教体局/教育和体育局 教体局/财政局/审计局/统计局
公安局/民政局/司法局/人力资源和社会保障局 人社局 人力资源社会保障局/自然资源局/自然资源和规划局 资规局 自然资源规划局
生态环境局 环境局/住房和城乡建设局 住建局 住房城乡建设局/交通运输局 交通局/水利局/水务局/农业农村局 农业局
农牧和科技局 农科局/商务局/体育局/文化和旅游局 文旅局 文化旅游局/文化广电和旅游局 文广旅局/文化旅游广电局 文旅广电局
文化广电旅游体育局 文广旅体局/退役军人事务局 退役军人局/应急管理局 应急局/林业局/林业和草原局 林草局/乡村振兴局
医疗保障局 医保局/信访局/城市管理局 城管局/城市管理和综合执法局 城管执法局/综合行政执法局 综合执法局
行政审批服务局 审批局 行政审批局/政务服务管理局 政务局 政务服务局/数据管理局 数据局/大数据发展管理局 大数据局
政务服务和数据管理局 政数局/科学技术局 科技局/工业和信息化局 工信局/工业信息化和科学技术局 工信科技局
发展和改革局 发改局 发展改革局/粮食和物资储备局 粮储局 粮食局/民族宗教事务局 民宗局/气象局/地震局/档案局/税务局/能源局
投资促进局 投促局/畜牧兽医局 畜牧局/农牧局/文物局/海洋与渔业局 海渔局/国有资产监督管理局 国资局/机关事务管理局 机关局
地方金融监督管理局 金融监管局 金融局/园林绿化局 园林局/知识产权局/疾病预防控制局 疾控局/邮政管理局/烟草专卖局 烟草局
公路管理局 公路局/河务局/房产管理局 房管局/移民工作局 移民局/监狱管理局/卫生健康委员会 卫健委 卫生健康委
发展和改革委员会 发改委 发展改革委/住房和城乡建设委员会 住建委 住房城乡建设委/教育委员会 教委/交通委员会 交通委
国有资产监督管理委员会 国资委/民族宗教事务委员会 民宗委/科学技术委员会 科委/经济和信息化委员会 经信委
农业农村委员会 农业农村委 农委/商务委员会 商务委/城市管理委员会 城管委/人民政府办公室 政府办 政府办公室
人民防空办公室 人防办/外事办公室 外办/国防动员办公室 国动办/委机构编制委员会办公室 委编办/人大常委会办公室 人大办
政协办公室 政协办/地方志编纂委员会办公室 方志办 地方志办/河长制办公室 河长办/防汛抗旱指挥部办公室 防办 防汛办
安全生产委员会办公室 安委办/巡察工作领导小组办公室 巡察办/疾病预防控制中心 疾控中心/机关事务服务中心/公共资源交易中心
政务服务中心/融媒体中心/住房公积金管理中心 公积金中心 住房公积金中心/公共就业服务中心 就业中心
社会保险事业管理中心 社保中心/医疗保障服务中心 医保中心/检验检测中心/公路事业发展中心 公路中心
农业技术推广中心 农技中心 农技推广中心/动物疫病预防控制中心 疫控中心/退役军人服务中心/不动产登记中心/残疾人康复中心
大数据中心/财政投资评审中心 评审中心/电子商务服务中心 电商中心/会计核算中心/园林绿化服务中心/环境监测中心
农业机械化服务中心 农机中心/救助管理服务中心/畜牧兽医服务中心 畜牧中心/水利工程服务中心/法律援助中心/青少年活动中心
招商服务中心/人民医院/中医院/中医医院/第二人民医院 二院/妇幼保健院/人民法院 法院/人民检察院 检察院/社会福利院 福利院
农业科学院 农科院/妇女联合会 妇联/残疾人联合会 残联/工商业联合会 工商联/文学艺术界联合会 文联/归国华侨联合会 侨联
社会科学界联合会 社科联/总工会/科学技术协会 科协/红十字会/图书馆/档案馆/文化馆/博物馆/科技馆/体育馆/美术馆/群众艺术馆
方志馆/委宣传部/委组织部/委统战部/人民武装部 人武部/委社会工作部 委社工部/公安局交通警察大队 交警大队 公安局交警大队
消防救援大队 消防大队/农业综合行政执法大队 农业执法大队/劳动保障监察大队 劳动监察大队
交通运输综合行政执法大队 交通执法大队/文化市场综合行政执法大队 文化执法大队/消防救援支队 消防支队
生态环境保护综合行政执法支队 环境执法支队/市场监管综合行政执法支队 市场监管执法支队
交通运输综合行政执法支队 交通执法支队/环境卫生管理所 环卫所/看守所/拘留所/农业科学研究所 农科所
卫生健康监督所 卫生监督所/计量检定所/林业科学研究所 林科所/市政工程管理所 市政所/水土保持站 水保站/农机推广站
动物卫生监督站/农产品质量安全监测站/种子管理站 种子站/植保植检站 植保站/公路养护站 养护站/环境监测站/委党校 党校
第一中学 一中/实验小学 实小/第二中学 二中/职业技术学校 职校/特殊教育学校 特校/财政厅/水利厅/教育厅/应急管理厅 应急厅
生态环境厅 环境厅/交通运输厅 交通厅/农业农村厅/人力资源和社会保障厅 人社厅 人力资源社会保障厅/民政厅/司法厅/自然资源厅
住房和城乡建设厅 住建厅/文化和旅游厅 文旅厅/商务厅/科学技术厅 科技厅/工业和信息化厅 工信厅/公安厅/审计厅
退役军人事务厅
"""
_ENDINGS = (
    *("委员会", "办公室", "中心", "大队", "支队", "医院", "法院", "检察院", "小学", "中学", "学校", "党校"),
    *("局", "厅", "院", "会", "馆", "部", "所", "站"),
)
# What the body calls itself by: 我局, 本委. A hospital and a court are both 我院.
_SHORT_ENDINGS = {"委员会": "委", "办公室": "办", "医院": "院", "法院": "院", "检察院": "院"} | dict.fromkeys(
    ("小学", "中学", "学校", "党校"), "校"
)
_FIELDS = """
办公 综合 财务 人事 法规 审计 规划 信息 宣传 督查 监察 基金 项目 市政 执法 稽查 安全 质量 标准 计量 食品 药品 特设
价格 信用 登记 许可 产业 科技 教研 基教 职教 医政 疾控 妇幼 救助 优抚 社务 养老 区划 矫正 普法 预算 国库 采购 农财
社保 统发 水政 河湖 农水 种植 畜牧 渔政 农机 造林 湿地 防火 路政 运管 造价 物业 房管 土地 耕保 矿管 测绘 大气 土壤
辐射 核算 农业 工业 投资 服务业 人口 行政 后勤 组织 群团 档案 保管 编研
"""
_UNIT_FIELDS = {
    "股": _FIELDS,
    "科": _FIELDS,
    "室": _FIELDS,
    "处": _FIELDS,
    "大队": """
执法 交警 刑侦 治安 禁毒 经侦 网安 巡特警 特警 食药环侦 森林 稽查 渔政 水政监察 文化执法 城管 消防 监察
""",
    "站": """
农技 农机 水利 林业 畜牧 文化 广电 社会救助 退役军人服务 监测 检测 养护 收费 客运 气象 水文 种子 植保 水保
""",
    "中心": """
信息 培训 服务 检测 监测 宣教 指挥 数据 审核 评审 结算 采购 救助 康复 技术 推广 调解 仲裁 接待 信访 核算 档案 执法
保障 发展
""",
}
_STATIONS = "城关 城东 城西 城南 城北 新城 河口 石桥 柳林 高坪 白沙 大同 龙泉 青山 双桥 太平"
_STATION_KINDS = "市场监管所 派出所 司法所 财政所 自然资源所 税务所 城管所 社保所"
_SUB_UNITS = {ending: tuple(field + ending for field in fields.split()) for ending, fields in _UNIT_FIELDS.items()}
_SUB_UNITS["所"] = tuple(map("".join, product(_STATIONS.split(), _STATION_KINDS.split())))
_FIRST = "青白石龙凤金玉双三大上下新东西南北清红黄云高平长太永安兴和福仁义泰松柏柳桃梅竹杨槐枫桐马牛虎鹤"
_SECOND = "山河溪岭坪坝湾桥塘湖泉沟峰岗店铺集营寨庄堡屯渡口井岩坡洲园林田港门关台市场堰垭坳垅墩畈"
TOWN_STEMS = tuple(first + second for first, second in product(_FIRST, _SECOND))
"""Made-up names of towns and villages, without 镇, 乡, 村."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body."""

    forms: tuple[str, ...]
    """Its full name without the place, then what it is called for short."""

    @property
    def ending(self) -> str:
        """What its full name ends in: 局, 委员会, 中心."""
        return next(ending for ending in _ENDINGS if self.forms[0].endswith(ending))

    @property
    def pronoun_ending(self) -> str:
        """The word for it in 我局, 本委, 该中心."""
        return _SHORT_ENDINGS.get(self.ending, self.ending)

    @property
    def shorts(self) -> tuple[str, ...]:
        """What it is called for short, its full name where it has no other."""
        return self.forms[1:] or self.forms


@dataclass(frozen=True, slots=True)
class BodyNames:
    """What one body is called."""

    full: str
    shorts: tuple[str, ...]
    """县卫健局, and 县卫生健康局 too."""
    ours: tuple[str, ...]
    """In its own report: 我局, 本局, 本单位."""
    others: tuple[str, ...]
    """In another's: 该局, 该单位."""


def compose(place: str, kind: Kind) -> BodyNames:
    """The names of the body of ``kind`` at ``place``, a division's full name."""
    level, own = place[-1], kind.pronoun_ending
    return BodyNames(
        full=place + kind.forms[0],
        shorts=tuple(dict.fromkeys(level + form for form in (*kind.shorts, kind.forms[0]))),
        ours=(f"我{own}", f"本{own}", f"我{own}", f"本{own}", "本单位", "我单位", "本部门"),
        others=(f"该{own}", f"该{own}", "该单位"),
    )


def _read(kinds: str) -> Iterator[Kind]:
    for words in dict.fromkeys(kinds.strip().replace("\n", "/").split("/")):
        yield Kind(tuple(words.split()))


KINDS = tuple(_read(_KINDS))
KIND_OF_FORM: dict[str, Kind] = {form: kind for kind in reversed(KINDS) for form in reversed(kind.forms)}
"""The kind that a name without its place belongs to; of two that share a short name the first."""

KINDS_BY_ENDING: dict[str, list[Kind]] = defaultdict(list)
for _kind in KINDS:
    KINDS_BY_ENDING[_kind.ending].append(_kind)


def kind_of(name: str) -> tuple[Kind, str] | None:
    """The kind of the body that ``name`` names, and the words before it; None where it is not known."""
    for start in range(len(name) - 1):
        if kind := KIND_OF_FORM.get(name[start:]):
            return kind, name[:start]
    return None


def sub_units_like(name: str) -> tuple[str, ...]:
    """Units of a body that end as ``name`` does: 财务股 for 法规股; none where it ends otherwise."""
    return next((units for ending, units in _SUB_UNITS.items() if name.endswith(ending)), ())
