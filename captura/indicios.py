"""Palabras por las que quien revisa podría observar un texto: solo avisan, nunca impiden.

Son datos: se añaden o quitan sin tocar código. Cada expresión se busca como palabra o frase entera,
sin mirar acentos ni mayúsculas. Ninguna nombra a un partido o a una persona: esos nombres salen del
registro del proceso (`captura.ayudas`).
"""

from dataclasses import dataclass

from captura.models import Supuesto


@dataclass(frozen=True, slots=True)
class Indicio:
    """`aviso` completa la frase «Dice «…»: ___»."""

    supuesto: Supuesto
    aviso: str
    expresiones: tuple[str, ...]


INDICIOS = (
    Indicio(
        Supuesto.OFENSIVO,
        "podría leerse como ofensivo o discriminatorio.",
        (
            "corrupto", "corrupta", "corruptos", "corruptas", "ratero", "rateros", "ratera",
            "raterias", "ladron", "ladrona", "ladrones", "delincuente", "delincuentes",
            "narcotraficante", "mentiroso", "mentirosa", "mentirosos", "traidor", "traidora",
            "traidores", "vendepatrias", "inepto", "inepta", "ineptos", "ineptas", "incapaces",
            "idiota", "idiotas", "imbecil", "imbeciles", "estupido", "estupida", "estupidos",
            "parasitos", "lacra", "lacras", "naco", "nacos", "indiada", "retrasado mental",
            "retrasada mental", "minusvalido", "minusvalidos", "anormales", "maricon", "maricones",
            "joto", "jotos", "marimacha",
        ),
    ),
    Indicio(
        Supuesto.SEXISTA,
        "podría leerse como lenguaje sexista.",
        (
            "sexo debil", "bello sexo", "mujercitas", "nuestras viejas", "solterona", "solteronas",
            "machorra", "mujeres histericas", "histericas", "reina del hogar", "reinas del hogar",
            "propias de su sexo", "como toda mujer", "cosas de mujeres", "cosas de hombres",
            "detras de un gran hombre", "faldas", "hombres de verdad", "vieja chismosa",
        ),
    ),
    Indicio(
        Supuesto.RESTRINGIDO,
        "la ley restringe ofrecer beneficios a cambio del voto, usar programas o recursos públicos "
        "y las expresiones religiosas; revise si es el caso.",
        (
            "a cambio de tu voto", "a cambio de su voto", "a cambio del voto", "despensa",
            "despensas", "dinero en efectivo", "tarjeta con dinero", "te daremos", "les daremos",
            "programas sociales del gobierno", "dios", "jesucristo", "virgen de guadalupe",
            "santisima", "biblia", "bendicion", "bendiciones", "mandato divino", "fe catolica",
            "fe cristiana",
        ),
    ),
    Indicio(
        Supuesto.LEMAS,
        "podría leerse como un lema o un llamado de campaña.",
        (
            "vota por", "vote por", "voten por", "vota asi", "vota este", "vota el", "votar por mi",
            "tu voto", "dame tu voto", "danos tu voto", "necesito tu voto", "cuento contigo",
            "este domingo", "este 4 de junio", "rumbo a la victoria", "vamos a ganar",
            "juntas y juntos ganaremos", "unidos ganaremos",
        ),
    ),
)  # fmt: skip
