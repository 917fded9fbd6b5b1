"""Vietnamese prose of our own for the imitated pages: sentences put together from word lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

__all__ = ["Picture", "Story", "Writer"]


@dataclass(frozen=True, slots=True)
class Topic:
    """What one kind of news talks about."""

    section: str
    things: tuple[str, ...]
    actions: tuple[str, ...]
    results: tuple[str, ...]
    people: tuple[str, ...]


TOPICS = (
    Topic(
        "Nông nghiệp",
        tuple(
            "vụ lúa hè thu|vùng trồng hồng không hạt|mô hình nuôi gà thả đồi|hệ thống kênh tưới"
            "|diện tích miến dong|đàn trâu bò|vườn quýt đầu dòng|giống lúa chịu hạn"
            "|chuỗi cung ứng rau sạch|xưởng sơ chế nghệ".split("|")
        ),
        tuple(
            "mở rộng diện tích|bón phân cân đối|phun phòng sâu bệnh|chuyển đổi cơ cấu cây trồng"
            "|cấp mã số vùng trồng|kiên cố hóa kênh mương|ký hợp đồng bao tiêu|tập huấn kỹ thuật"
            "|dự trữ thức ăn thô".split("|")
        ),
        tuple(
            "năng suất tăng rõ rệt|giá bán ổn định hơn mọi năm|thu nhập của người trồng khá lên"
            "|nhiều hộ thoát nghèo bền vững|sâu bệnh được khống chế sớm"
            "|hợp tác xã có thêm đơn hàng".split("|")
        ),
        ("nông dân", "xã viên", "chủ trang trại", "cán bộ khuyến nông", "hộ chăn nuôi"),
    ),
    Topic(
        "Giáo dục",
        tuple(
            "năm học mới|kỳ thi vào lớp 10|phòng học bộ môn|thư viện ngoài trời|bếp ăn bán trú"
            "|chương trình tình nguyện hè|cuộc thi khoa học kỹ thuật|lớp học xóa mù chữ"
            "|tuần lễ áo dài|sân chơi cho trẻ mầm non".split("|")
        ),
        tuple(
            "rà soát cơ sở vật chất|tuyển thêm giáo viên ngoại ngữ|tổ chức ôn tập"
            "|trao học bổng|đổi mới cách kiểm tra|lắp đặt máy lọc nước|xây thêm phòng nội trú"
            "|phối hợp với phụ huynh|số hóa học bạ".split("|")
        ),
        tuple(
            "tỷ lệ chuyên cần đạt mức cao|học sinh hứng thú hơn với môn học"
            "|khoảng cách giữa các điểm trường được rút ngắn|không em nào phải bỏ học"
            "|phụ huynh yên tâm gửi con|nhiều em đoạt giải".split("|")
        ),
        ("học sinh", "giáo viên", "phụ huynh", "hiệu trưởng", "đoàn viên"),
    ),
    Topic(
        "Y tế",
        tuple(
            "chiến dịch tiêm chủng|trạm y tế lưu động|khoa hồi sức tích cực|bệnh sốt xuất huyết"
            "|gói khám sức khỏe người cao tuổi|bữa ăn học đường|ngày hội hiến máu"
            "|hồ sơ bệnh án điện tử|bệnh tăng huyết áp".split("|")
        ),
        tuple(
            "phun hóa chất diệt muỗi|khám sàng lọc|bổ sung thuốc thiết yếu|trực cấp cứu ngày đêm"
            "|đào tạo kíp mổ|tư vấn dinh dưỡng|chuyển giao kỹ thuật|giám sát từng ổ dịch".split("|")
        ),
        tuple(
            "số ca mắc giảm so với cùng kỳ|người bệnh không phải chuyển tuyến"
            "|thời gian chờ khám còn một nửa|tỷ lệ bao phủ bảo hiểm tăng"
            "|không ghi nhận ca tử vong".split("|")
        ),
        ("bác sĩ", "điều dưỡng", "người bệnh", "cộng tác viên dân số", "y tế thôn bản"),
    ),
    Topic(
        "Giao thông",
        tuple(
            "tuyến đường tránh|cầu treo dân sinh|nút giao phía bắc|bến xe trung tâm"
            "|đoạn đèo sạt lở|đèn tín hiệu thông minh|tuyến buýt nội tỉnh|bãi đỗ xe tạm"
            "|cọc tiêu phản quang".split("|")
        ),
        tuple(
            "giải phóng mặt bằng|thảm lại mặt đường|gia cố mái taluy|phân luồng từ xa"
            "|xử lý điểm đen|lắp hộ lan|kiểm tra tải trọng|cấm xe khách giường nằm".split("|")
        ),
        tuple(
            "xe cộ lưu thông thông suốt|tai nạn giảm trên cả ba tiêu chí"
            "|thời gian đi lại rút ngắn gần một giờ|nhà thầu cam kết về đích đúng hẹn"
            "|người dân hiến hàng nghìn mét vuông đất".split("|")
        ),
        ("tài xế", "kỹ sư giám sát", "thanh tra viên", "hộ dân ven đường", "công nhân cầu đường"),
    ),
    Topic(
        "Văn hóa - Du lịch",
        tuple(
            "lễ hội xuống đồng|hồ nước ngọt trên núi|câu lạc bộ hát then|làng nghề dệt thổ cẩm"
            "|phố đi bộ|tuyến thuyền độc mộc|nhà sàn trăm tuổi|giải chạy băng rừng"
            "|bảo tàng tỉnh|ẩm thực chợ phiên".split("|")
        ),
        tuple(
            "phục dựng nghi lễ|mở lớp truyền dạy|làm biển chỉ dẫn song ngữ|thu gom rác thải nhựa"
            "|kết nối lữ hành|trình diễn trang phục|đón đoàn khảo sát|bán vé trực tuyến".split("|")
        ),
        tuple(
            "lượng khách lưu trú tăng gấp rưỡi|nghề xưa có người nối tiếp"
            "|doanh thu của các nhà nghỉ tăng đều|du khách ở lại lâu hơn một ngày"
            "|di sản được ghi danh".split("|")
        ),
        ("nghệ nhân", "du khách", "hướng dẫn viên", "chủ nhà sàn", "vận động viên"),
    ),
    Topic(
        "Kinh tế",
        tuple(
            "khu công nghiệp|cụm chế biến gỗ|nguồn vốn đầu tư công|chỉ số sản xuất"
            "|phiên giao dịch đầu tuần|hàng hóa dịp cuối năm|lãi suất cho vay|đơn hàng xuất khẩu"
            "|chợ đầu mối|sàn thương mại điện tử".split("|")
        ),
        tuple(
            "tháo gỡ thủ tục|giải ngân đúng tiến độ|cơ cấu lại khoản nợ|khảo sát thị trường"
            "|bình ổn giá|kiểm tra xuất xứ|đối thoại với doanh nghiệp|cắt giảm chi phí".split("|")
        ),
        tuple(
            "thu ngân sách vượt dự toán|sức mua tăng trở lại|hàng tồn kho giảm"
            "|nhà máy tuyển thêm lao động|giá cả không biến động lớn".split("|")
        ),
        ("chủ doanh nghiệp", "tiểu thương", "công nhân", "chuyên gia", "nhà đầu tư"),
    ),
    Topic(
        "Thời tiết - Môi trường",
        tuple(
            "đợt mưa lớn diện rộng|rừng đầu nguồn|hồ chứa nước|không khí lạnh tăng cường"
            "|mực nước sông|bãi rác tạm|trạm đo mưa tự động|vùng có nguy cơ lũ quét"
            "|hàng cây cổ thụ".split("|")
        ),
        tuple(
            "cắt cử người trực|di dời các hộ ven suối|vận hành xả lũ|trồng dặm cây bản địa"
            "|nạo vét cống rãnh|chằng chống nhà cửa|phát cảnh báo qua loa|thu mẫu nước".split("|")
        ),
        tuple(
            "không có thiệt hại về người|nước rút nhanh sau một đêm|độ che phủ được giữ vững"
            "|người dân chủ động ứng phó|chất lượng nước được cải thiện".split("|")
        ),
        ("kiểm lâm viên", "trưởng thôn", "dự báo viên", "dân quân", "người dân"),
    ),
    Topic(
        "Thể thao",
        tuple(
            "trận chung kết|giải bóng chuyền nông dân|đội tuyển bơi trẻ|sân vận động huyện"
            "|nội dung chạy tiếp sức|lượt đấu thứ ba|môn đẩy gậy|hàng phòng ngự đội khách"
            "|vòng loại khu vực".split("|")
        ),
        tuple(
            "gỡ hòa ở phút cuối|thay người từ sớm|tập huấn dài ngày|tăng tốc ở vòng cuối"
            "|siết chặt lối chơi|chào đón lứa cầu thủ trẻ|giữ sạch lưới".split("|")
        ),
        tuple(
            "khán đài vỡ òa|tấm huy chương về tay đội nhà|kỷ lục cũ bị xô đổ"
            "|cuộc đua trụ hạng thêm gay cấn|cả đội ôm nhau ăn mừng".split("|")
        ),
        ("huấn luyện viên", "thủ môn", "tiền đạo", "cổ động viên", "trọng tài"),
    ),
)

PLACES = tuple(
    "Bạch Thông|Chợ Đồn|Na Rì|Ngân Sơn|Pác Nặm|Ba Bể|Chợ Mới|Văn Quan|Bình Gia|Hữu Lũng|Yên Bình"
    "|Quản Bạ|Mèo Vạc|Sơn Dương|Định Hóa|Phú Lương|Lục Ngạn|Mộc Châu|Đà Bắc|Như Xuân|Quỳ Châu"
    "|Tuy Phước|Đức Cơ|Krông Bông|Đơn Dương|Tánh Linh|Hòn Đất|Thới Lai|Cù Lao Dung".split("|")
)
FAMILIES = tuple(
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Phan|Vũ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Nông|Triệu|Ma|Hà".split("|")
)
MIDDLES = tuple("Văn|Thị|Đức|Minh|Hữu|Ngọc|Thanh|Quốc|Xuân|Thu|Hồng|Đình|Khánh|Bích".split("|"))
GIVEN = tuple(
    "An|Bình|Chiến|Dung|Đạt|Giang|Hạnh|Hiếu|Hường|Khoa|Lan|Liễu|Mạnh|Nga|Oanh|Phúc|Quyên|Sơn"
    "|Thảo|Thủy|Tuấn|Uyên|Vượng|Yến|Huệ|Điệp|Tưởng|Nhẫn".split("|")
)
AGENCIES = tuple(
    "UBND huyện|Huyện ủy|HĐND huyện|Phòng Văn hóa huyện|Ban Quản lý dự án huyện|Công an huyện"
    "|Mặt trận Tổ quốc huyện|Trung tâm Y tế huyện|Hội Phụ nữ huyện|Huyện đoàn".split("|")
)
HEADLINES = (
    "{place}: {Thing} vào guồng, {result}",
    "{action_cap} để {result}",
    "Khi {thing} đổi thay nhờ {action}",
    "{Thing}: {result}",
    "{agency} {place} họp bàn về {thing}",
    "Vì sao {thing} vẫn chậm dù đã {action}?",
    "{number} {person} {place} cùng {action}",
    "Chuyện {person} giữ {thing} ở {place}",
    "Từ {day}, {place} bắt đầu {action}",
    "{place} dồn sức cho {thing} những tháng cuối năm",
)
SENTENCES = (
    "{agency} {place} cho biết việc {action} đã làm xong ở {number} thôn, {result}.",
    "Theo kế hoạch, từ nay đến ngày {day}, các xã sẽ {action} và {action2}.",
    "So với năm trước, {thing} có nhiều thay đổi: {result}, nhất là ở những thôn xa trung tâm.",
    "Ông {name}, {person} ở {place}, kể rằng gia đình ông mất gần {number} ngày để {action}.",
    "Bà {name} nói thêm: “Chúng tôi chỉ mong {result}, còn khó nhọc thì ai cũng chịu được”.",
    "Trong số {number} hộ tham gia, có {few} hộ đã {action} ngay từ đợt đầu.",
    "Đến hết tháng {month}, tổng kinh phí dành cho {thing} là {money} tỷ đồng, đạt {percent}%.",
    "Tuy vậy, không phải nơi nào cũng thuận lợi; ở {place2}, {thing} còn vướng vì thiếu người.",
    "Để {action}, tổ công tác phải đi bộ hơn {few} km đường rừng rồi mới tới nơi.",
    "Nhờ {action} đúng lúc, {result}.",
    "Có mặt từ sáng sớm, chị {name} cùng nhóm {person} lần lượt {action}, xong việc mới nghỉ trưa.",
    "Nhiều ý kiến cho rằng {thing} cần được {action} sớm hơn, trước khi mùa mưa tới.",
    "Cách {place2} chừng {few} km, {thing} lại là câu chuyện khác hẳn.",
    "Năm {year}, {agency} {place} từng thử {action} nhưng phải dừng giữa chừng vì thiếu vốn.",
    "Điều đáng mừng là {result}, dù thời tiết những tuần qua không thuận.",
    "Anh {name} nhẩm tính, cứ {few} ngày lại {action} một lần thì chi phí giảm chừng {percent}%.",
    "Tại buổi làm việc, lãnh đạo {agency} {place} đề nghị các đơn vị {action}, không để kéo dài.",
    "Mỗi {person} được giao theo dõi {few} nhóm hộ, ghi lại từng việc vào sổ tay.",
    "Câu hỏi còn bỏ ngỏ là sau {thing}, địa phương sẽ lấy nguồn lực nào để {action2}.",
    "Kết quả bước đầu cho thấy {result}, đúng như điều mà {person} nơi đây chờ đợi.",
    "Riêng {thing} ở {place2}, đoàn kiểm tra yêu cầu báo cáo trước ngày {day}.",
    "Trước đó, mưa kéo dài khiến việc {action} phải lùi lại {few} hôm.",
)
SHORT = (
    "Ai cũng vui.",
    "Việc không dễ.",
    "Đó là chuyện của năm ngoái.",
    "Giờ thì {result}.",
    "Nhưng rồi mọi việc cũng ổn.",
    "Cả thôn cùng làm.",
)
CAPTIONS = (
    "{Person_cap} {place} {action}",
    "Một góc {thing} tại {place}, chụp ngày {day}",
    "{Thing} nhìn từ trên cao",
    "Đại diện {agency} {place} trao quà cho {person}",
    "Bà {name} (bên trái) hướng dẫn {action}",
)
SUBHEADS = (
    "Khó từ khâu {action}",
    "{Result_cap}",
    "Giữ lấy {thing}",
    "Chờ một lời giải",
    "Bài học từ {place2}",
)


def upper_first(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article: its file and what stands under it."""

    file: str
    caption: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a page has to tell, before any template has dressed it."""

    title: str
    summary: str
    moment: datetime
    author: str
    place: str
    section: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    subheads: tuple[str, ...]


class Writer:
    """One page's source of text and of choices; the same random numbers write the same page."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.topic = random.choice(TOPICS)

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.random.choice(options)

    def fill(self, pattern: str, topic: Topic | None = None) -> str:
        """The pattern with each gap filled by words of the topic."""
        random, topic = self.random, topic or self.topic
        action, action2 = random.sample(topic.actions, 2)
        thing, result = random.choice(topic.things), random.choice(topic.results)
        person = random.choice(topic.people)
        return pattern.format(
            action=action,
            action2=action2,
            action_cap=upper_first(action),
            thing=thing,
            Thing=upper_first(thing),
            result=result,
            Result_cap=upper_first(result),
            person=person,
            Person_cap=upper_first(person),
            place=random.choice(PLACES),
            place2=random.choice(PLACES),
            agency=random.choice(AGENCIES),
            name=self.name(),
            number=random.randint(11, 480),
            few=random.randint(2, 9),
            day=f"{random.randint(1, 28)}/{random.randint(1, 12)}",
            month=random.randint(2, 11),
            year=random.randint(2009, 2022),
            money=f"{random.randint(1, 90)},{random.randint(1, 9)}",
            percent=random.randint(12, 96),
        )

    def name(self) -> str:
        """A person's name."""
        return " ".join(self.random.choice(part) for part in (FAMILIES, MIDDLES, GIVEN))

    def headline(self, other: bool = False) -> str:
        """A headline; `other` is one of any topic, as in the lists beside an article."""
        topic = self.random.choice(TOPICS) if other else self.topic
        return upper_first(self.fill(self.random.choice(HEADLINES), topic))

    def sentence(self, other: bool = False) -> str:
        """One sentence; `other` as with a headline."""
        topic = self.random.choice(TOPICS) if other else self.topic
        return upper_first(self.fill(self.random.choice(SENTENCES), topic))

    def paragraph(self, least: int = 2, most: int = 5, other: bool = False) -> str:
        """A paragraph of so many sentences."""
        count = self.random.randint(least, most)
        sentences = [self.sentence(other) for _ in range(count)]
        if count > 1 and self.random.random() < 0.15:
            sentences.append(upper_first(self.fill(self.random.choice(SHORT))))
        return " ".join(sentences)

    def caption(self) -> str:
        """What stands under a picture."""
        ending = self.pick("", ".", f". Ảnh: {self.name()}")
        return upper_first(self.fill(self.random.choice(CAPTIONS))) + ending

    def picture(self) -> Picture:
        """A picture of some server's, with its caption."""
        file = f"/uploads/{self.random.randint(2012, 2023)}/{self.random.randint(1, 10**9):x}.jpg"
        return Picture(file, self.caption())

    def moment(self) -> datetime:
        """A time of publication."""
        return datetime(2012, 1, 1, 6) + timedelta(minutes=self.random.randint(0, 6_000_000))

    def story(
        self, paragraphs: tuple[int, int] = (6, 14), pictures: int = 2, sentences: int = 4
    ) -> Story:
        """A whole story of so many paragraphs and pictures."""
        count = self.random.randint(*paragraphs)
        return Story(
            title=self.headline(),
            summary=self.paragraph(1, 2),
            moment=self.moment(),
            author=self.name() if self.random.random() < 0.6 else self.name().split()[-1],
            place=self.random.choice(PLACES),
            section=self.topic.section,
            paragraphs=tuple(self.paragraph(1, sentences) for _ in range(count)),
            pictures=tuple(self.picture() for _ in range(pictures)),
            subheads=tuple(upper_first(self.fill(self.random.choice(SUBHEADS))) for _ in range(4)),
        )
