"""Text files of every encoding, language, line ending, length and shape, made and not stored."""

# ruff: noqa: E501
from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

PASSAGES = {
    "en": "The Ministers “welcomed” the host’s report – the third of its kind – and agreed to meet in São Paulo. "
    "Each delegation will name a focal point before the end of June. The secretariat’s note was “taken as read”. "
    "The costs of the office – rent, staff and travel – are borne in equal parts.",
    "fr": "Les délégations ont réaffirmé l’intérêt qu’elles portent à la coopération dans la région. Où que se "
    "tienne la prochaine réunion, « chaque pays » y sera représenté à égalité. Le siège du bureau sera fixé dès "
    "que possible, et les coûts seront répartis. L’été prochain, une équipe étudiera l’état des forêts.",
    "es": "Las delegaciones examinaron la situación económica de la región y acordaron reunirse el próximo año. "
    "¿Quién pagará la oficina? Los países, según su tamaño. También señalaron que la niñez necesita más atención.",
    "de": "Die Abordnungen prüften die Lage der Flüsse und beschlossen, im nächsten Frühjahr erneut zu tagen. Größere "
    "Vorhaben müssen vorher geprüft werden. Die Gäste dankten für die „herzliche“ Aufnahme in der Stadt.",
    "ru": "Делегации рассмотрели состояние рек и озёр и условились собраться вновь. «Каждая сторона» назовёт "
    "ответственное лицо до конца июня. Расходы на содержание бюро – аренда, персонал, поездки – делятся поровну. "
    "Участники поблагодарили хозяев за тёплый приём. Документ № 5 принят к сведению.",
    "uk": "Делегації розглянули стан річок і озер та домовилися зустрітися знову. Кожна сторона призначить "
    "відповідальну особу до кінця червня. Її ім’я буде повідомлено іншим. Витрати діляться порівну.",
    "kk": "Делегациялар өзендер мен көлдердің жағдайын қарап, келесі жылы қайта жиналуға келісті. Әрбір тарап маусым "
    "айының соңына дейін жауапты адамды атайды. Кеңсенің шығындары тең бөлінеді. Қонақтар үй иелеріне алғыс айтты.",
    "uz-Latn": "Delegatsiyalar daryolar va koʻllarning holatini koʻrib chiqdi hamda kelgusi yilda yana yigʻilishga "
    "kelishdi. Har bir tomon iyun oyining oxirigacha masʼul shaxsni tayinlaydi. Xarajatlar teng boʻlinadi.",
    "uz-Cyrl": "Делегациялар дарёлар ва кўлларнинг ҳолатини кўриб чиқди ҳамда келгуси йилда яна йиғилишга келишди. "
    "Ҳар бир томон июнь ойининг охиригача масъул шахсни тайинлайди. Харажатлар тенг бўлинади.",
    "tg": "Ҳайатҳо вазъи дарёҳо ва кӯлҳоро баррасӣ карда, ба вохӯрии нав дар соли оянда мувофиқат карданд. Ҳар як ҷониб "
    "то охири моҳи июн шахси масъулро таъин мекунад. Хароҷот баробар тақсим мешавад.",
    "tk": "Wekiliýetler derýalaryň we kölleriň ýagdaýyna seredip, indiki ýylda täzeden duşuşmagy makul bildiler. Her "
    "tarap iýun aýynyň ahyryna çenli jogapkär adamy belleýär. Çykdajylar deň bölünýär.",
    "ar": "ناقشت الوفود حالة الأنهار والبحيرات واتفقت على الاجتماع مرة أخرى في العام المقبل. وسيعيّن كل طرف شخصاً "
    "مسؤولاً قبل نهاية شهر يونيو، وتقسم التكاليف بالتساوي. وشكر الضيوف أصحاب الدار على حسن الاستقبال.",
    "zh": "各国代表团讨论了河流与湖泊的情况，并同意明年再次举行会议。每一方应在六月底之前指定一名负责人。"
    "办公室的费用由各方平均分担。客人对主人的热情接待表示感谢。",
    "zh-Hant": "各國代表團討論了河流與湖泊的情況，並同意明年再次舉行會議。每一方應在六月底之前指定一名負責人。"
    "辦公室的費用由各方平均分擔。客人對主人的熱情接待表示感謝。",
    "ja": "各国の代表団は川と湖の状態について話し合い、来年もう一度集まることにした。それぞれの国は六月の終わりまでに"
    "担当者を決める。事務所の費用は等しく分ける。参加者は温かいもてなしに感謝した。",
    "ko": "각국 대표단은 강과 호수의 상태를 논의하고 내년에 다시 만나기로 합의했다. 각 당사국은 유월 말까지 담당자를 "
    "지정한다. 사무소의 비용은 똑같이 나눈다. 손님들은 따뜻한 환대에 감사를 표했다.",
    "tr": "Heyetler nehirlerin ve göllerin durumunu görüştü ve gelecek yıl yeniden toplanmayı kararlaştırdı. Her taraf "
    "haziran sonuna kadar bir sorumlu kişi belirleyecek. Giderler eşit olarak paylaşılır. İstanbul’daki büro açılıyor.",
    "pl": "Delegacje omówiły stan rzek i jezior oraz uzgodniły, że spotkają się ponownie w przyszłym roku. Każda strona "
    "wyznaczy osobę odpowiedzialną do końca czerwca. Koszty będą dzielone równo. Goście dziękowali za gościnę.",
    "cs": "Delegace projednaly stav řek a jezer a dohodly se, že se příští rok sejdou znovu. Každá strana určí "
    "odpovědnou osobu do konce června. Náklady se dělí rovným dílem. Hosté poděkovali za vřelé přijetí.",
    "hu": "A küldöttségek megvitatták a folyók és tavak állapotát, és megállapodtak, hogy jövőre újra összeülnek. "
    "Minden fél június végéig kijelöl egy felelős személyt. A költségeket egyenlően viselik.",
    "el": "Οι αντιπροσωπείες εξέτασαν την κατάσταση των ποταμών και συμφώνησαν να συναντηθούν ξανά του χρόνου.",
    "he": "המשלחות דנו במצב הנהרות והאגמים והסכימו להיפגש שוב בשנה הבאה. כל צד ימנה אחראי עד סוף יוני.",
    "lt": "Delegacijos aptarė upių ir ežerų būklę ir susitarė kitais metais vėl susitikti. Išlaidos dalijamos po lygiai.",
    "is": "Sendinefndirnar ræddu ástand ánna og vatnanna og ákváðu að hittast aftur á næsta ári. Það þótti gott.",
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_LEGACY = {
    "en": ("cp1252", "mac-roman", "cp1250", "cp1251"),
    "fr": ("cp1252", "iso8859-15", "mac-roman", "cp850"),
    "es": ("cp1252", "latin-1", "mac-roman", "cp850"),
    "de": ("cp1252", "latin-1", "mac-roman", "cp850"),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    "uk": ("cp1251", "koi8-u", "iso8859-5"),
    "kk": ("kz1048", "ptcp154"),
    "uz-Cyrl": ("ptcp154",),
    "tg": ("koi8-t", "ptcp154"),
    "ar": ("cp1256", "iso8859-6"),
    "zh": ("gb18030", "gb2312"),
    "zh-Hant": ("big5", "gb18030"),
    "ja": ("cp932", "euc-jp", "iso2022-jp"),
    "ko": ("cp949", "johab"),
    "tr": ("cp1254", "iso8859-9"),
    "pl": ("cp1250", "iso8859-2", "cp852"),
    "cs": ("cp1250", "iso8859-2", "cp852"),
    "hu": ("cp1250", "iso8859-2", "cp852"),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255", "iso8859-8"),
    "lt": ("cp1257", "iso8859-13"),
    "is": ("cp1252",),
}
_LENGTHS = (5, 12, 30, 200, 8_000)  # words; the last are some 50 kB
_NEWLINES = ("\n", "\r\n", "\r")
_SHAPES = ("one line", "wrapped", "paragraphs", "markdown", "list", "table")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text and the encoding it was written in."""

    language: str
    encoding: str
    shape: str
    text: str

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return self.text.encode(self.encoding)


def text_files() -> Iterator[TextFile]:
    """Yield a file of every language, encoding and length; shapes and line endings take turns."""
    chance = random.Random(2031)
    number = 0
    for language, passage in PASSAGES.items():
        for encoding in (*UNICODE, *_LEGACY.get(language, ())):
            for length in _LENGTHS:
                number += 1
                shape = _SHAPES[number % len(_SHAPES)]
                text = _shaped(_words(passage, length, chance), shape).replace("\n", _NEWLINES[number % 3])
                yield TextFile(language, encoding, shape, _writable(text, encoding))


def _words(passage: str, count: int, chance: random.Random) -> list[str]:
    """Return so many words of a passage from some place on; a sign is a word where there are no spaces."""
    words = (
        passage.split(" ")
        if passage.count(" ") > 5
        else [passage[i : i + 4] for i in range(0, len(passage), 4)]
    )
    start = chance.randrange(len(words))
    return [words[(start + i) % len(words)] for i in range(count)]


def _shaped(words: list[str], shape: str) -> str:
    width = {"one line": len(words), "wrapped": 9, "paragraphs": 60, "markdown": 40, "list": 15, "table": 4}[
        shape
    ]
    lines = [" ".join(words[i : i + width]) for i in range(0, len(words), width)]
    if shape == "markdown":
        return (
            "\n\n".join(f"## {line}" if i % 4 == 0 else f"**{i}** {line}" for i, line in enumerate(lines))
            + "\n"
        )
    if shape == "list":
        return "\n".join(f"({chr(97 + i % 26)}) {line};" for i, line in enumerate(lines)) + "\n"
    if shape == "table":
        return "\n".join("\t".join(line.split(" ")) for line in lines) + "\n"
    return ("\n\n" if shape == "paragraphs" else "\n").join(lines) + "\n"


def _writable(text: str, encoding: str) -> str:
    """Leave out what the encoding has no sign for, as whoever saved the file must have done."""
    codec = encoding.removesuffix("-sig")
    return text.encode(codec, "ignore").decode(codec)
