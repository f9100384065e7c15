"""Languages told apart, and texts too short to tell."""

from __future__ import annotations

import pytest

from extractors.language import Orthography, detect_language
from extractors.lexicon import load


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The towns of the lake agreed to build a bridge and to share its costs.", "en"),
        ("Города на озере договорились построить мост и разделить расходы поровну.", "ru"),
        ("Les villes du lac ont décidé de construire un pont et d'en partager les frais.", "fr"),
        ("Las ciudades del lago acordaron construir un puente y compartir sus gastos.", "es"),
        ("اتفقت مدن البحيرة على بناء جسر جديد وتقاسم تكاليفه بالتساوي بين الجميع", "ar"),
        (
            "湖边的城市同意共同建造一座新桥并平均分担所有的费用,市长们对此表示非常满意和感谢,会议圆满结束了。",
            "zh",
        ),
        ("Көл жағасындағы қалалар жаңа көпір салуға және шығынды бөлісуге келісті.", "kk"),
        ("Ko‘l bo‘yidagi shaharlar yangi ko‘prik qurishga va xarajatlarni bo‘lishishga kelishdilar.", "uz"),
        ("Кўл бўйидаги шаҳарлар янги кўприк қуришга ва харажатларни бўлишишга келишдилар.", "uz"),
        ("Көл жээгиндеги шаарлар жаңы көпүрө курууга жана чыгымдарды бөлүшүүгө макулдашты.", "ky"),
        ("Шаҳрҳои назди кӯл розӣ шуданд, ки пули нав созанд ва харҷи онро баробар тақсим кунанд.", "tg"),
        ("Köl kenarındaki şehirler yeni bir köprü inşa etmeye ve masrafları paylaşmaya karar verdi.", "tr"),
        ("Die Städte am See haben beschlossen, eine Brücke zu bauen und die Kosten zu teilen.", "de"),
        (
            "Kölüň kenaryndaky şäherler täze köpri gurmak we çykdajylary deň paýlaşmak barada ylalaşdylar.",
            "tk",
        ),
        ("شهرهای کنار دریاچه توافق کردند که پل تازه‌ای بسازند و هزینه‌های آن را میان خود تقسیم کنند.", "fa"),
        ("د جهیل پر غاړه ښارونو هوکړه وکړه چې یو نوی پل جوړ کړي او لګښتونه یې په مساوي ډول وویشي.", "ps"),
        ("Vazirlar bu masala bo'yicha hamkorlikni rivojlantirish to'g'risida kelishib oldilar.", "uz"),
        ("湖边的城市同意共同建造一座新桥。", "zh"),
        ("Göl sahilindəki şəhərlər yeni körpü tikmək və xərcləri bölüşmək barədə razılığa gəldilər.", "az"),
        ("OK. 12.", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("alphabet", load("orthographies", Orthography), ids=lambda alphabet: alphabet.id)
def test_alphabets_are_told_by_their_letters(alphabet: Orthography) -> None:
    assert {detect_language(text) for text in alphabet.examples} == {alphabet.language}
    assert alphabet.language not in {detect_language(text) for text in alphabet.counter_examples}


def test_a_foreign_name_does_not_make_the_language() -> None:
    text = (
        "The towns of the lake agreed with Jańa Qazaǵstan to build a bridge, "
        "and to share all its costs fairly for years. " * 5
    )
    assert detect_language(text) == "en"


def test_a_long_text_is_sampled_beyond_its_head() -> None:
    head = "The towns agreed. " * 20
    assert detect_language(head + "Города на озере договорились построить мост. " * 500) == "ru"
