"""Qué se cuenta: nueve tablas, las mismas en todos los cortes. Añadir otra es otro análisis."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

SI, NO, PNC, SIN_RESPUESTA = "si", "no", "pnc", ""
PREFIRIO = (PNC, "Prefirió no contestar")
SIN = (SIN_RESPUESTA, "Sin respuesta")
MUJER, HOMBRE, OTRO = "mujer", "hombre", "otro"
SEXOS = {MUJER: "Mujer", HOMBRE: "Hombre", OTRO: "No binario o sin dato"}


@dataclass(frozen=True, slots=True)
class Ficha:
    """Una candidatura que consintió la estadística y contestó.

    `respuestas`: pregunta → clave; vacías hasta que se sabe que entra en un grupo.
    `publica`: consintió que se publicaran sus respuestas afirmativas.
    """

    candidatura: int
    actor: int
    sexo: str
    publica: bool
    respuestas: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def renglon_de_sexo(self) -> str:
        return self.sexo if self.sexo in SEXOS else OTRO


@dataclass(frozen=True, slots=True)
class TablaFija:
    """`valor`: en qué columna cae una ficha. `distintivos`: columna → pregunta cuyo Sí se publica
    como distintivo de quien lo consintió. `por_actor`: sus renglones son actores y no sexos."""

    clave: str
    titulo: str
    columnas: tuple[tuple[str, str], ...]
    valor: Callable[[Ficha], str]
    distintivos: Mapping[str, str]
    por_actor: bool = False

    def publicas(self, anunciadas: Iterable[str]) -> set[str]:
        """Columnas cuyo Sí, en este proceso, se anuncia."""
        return {c for c, pregunta in self.distintivos.items() if pregunta in set(anunciadas)}


def _respuesta(pregunta: str, opciones: Iterable[str]) -> Callable[[Ficha], str]:
    conocidas = {*opciones, PNC}

    def valor(ficha: Ficha) -> str:
        respuesta = ficha.respuestas.get(pregunta, SIN_RESPUESTA)
        return respuesta if respuesta in conocidas else SIN_RESPUESTA

    return valor


def _dimension(pregunta: str, titulo: str) -> TablaFija:
    return TablaFija(
        f"T8-{pregunta}",
        titulo,
        ((SI, "Sí"), (NO, "No"), PREFIRIO, SIN),
        _respuesta(pregunta, (SI, NO)),
        {SI: pregunta},
    )


JOVEN, MAYOR, NINGUNA = "joven", "mayor", "ninguna"


def _edad(ficha: Ficha) -> str:
    """Las dos preguntas se omiten una a la otra: contadas aparte, una diría de la otra."""
    joven, mayor = ficha.respuestas.get("joven"), ficha.respuestas.get("mayor")
    if SI in {joven, mayor}:
        return JOVEN if joven == SI else MAYOR
    if PNC in {joven, mayor}:
        return PNC
    return NINGUNA if NO in {joven, mayor} else SIN_RESPUESTA


INGRESOS = (
    ("sin_ingresos", "No recibe ingresos"),
    ("menos_de_11000", "Menos de $11,000"),
    ("11001_a_25000", "De $11,001 a $25,000"),
    ("25001_a_50000", "De $25,001 a $50,000"),
    ("50001_a_75000", "De $50,001 a $75,000"),
    ("75001_a_112000", "De $75,001 a $112,000"),
    ("mas_de_112000", "Más de $112,000"),
)
FUENTES = (
    ("salario", "Salario"),
    ("negocio_propio", "Negocio propio"),
    ("empresa", "Empresa registrada, con 5 empleados o más"),
    ("sin_laborar", "Sin laborar en los 3 meses anteriores"),
)


def _opciones(pregunta: str, titulo: str, opciones: tuple[tuple[str, str], ...]) -> TablaFija:
    valor = _respuesta(pregunta, [clave for clave, _ in opciones])
    return TablaFija(f"T9-{pregunta}", titulo, (*opciones, PREFIRIO, SIN), valor, {})


CONSENTIMIENTOS = TablaFija(
    "T2",
    "Consentimiento de publicar, de quienes consintieron la estadística",
    ((SI, "Consintió publicar"), (NO, "No consintió publicar")),
    lambda ficha: SI if ficha.publica else NO,
    {},
    por_actor=True,
)
TABLAS = (
    CONSENTIMIENTOS,
    _dimension("indigena", "Personas indígenas"),
    _dimension("discapacidad", "Personas con discapacidad"),
    _dimension("afromexicana", "Personas afromexicanas"),
    _dimension("lgbtttiq", "Personas LGBTTTIQ+"),
    _dimension("migrante", "Personas migrantes"),
    TablaFija(
        "T8-edad",
        "Personas jóvenes y personas mayores",
        ((JOVEN, "Joven"), (MAYOR, "Mayor"), (NINGUNA, "Ninguna de las dos"), PREFIRIO, SIN),
        _edad,
        {JOVEN: "joven", MAYOR: "mayor"},
    ),
    _opciones("ingresos", "Ingreso mensual", INGRESOS),
    _opciones("fuente_de_ingresos", "Fuente principal de ingresos", FUENTES),
)
POR_CLAVE = {tabla.clave: tabla for tabla in TABLAS}
