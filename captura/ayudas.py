"""Lo que se le avisa a quien escribe, campo por campo. Son avisos: ninguno impide guardar o enviar.

De otra candidatura solo se dice lo que la cuenta ya puede ver; de las demás, que existe y cuánto se
parece. No hay calificación.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Func, Value

from candidaturas.models import Candidatura, Partido
from captura.apartados import etiqueta_de
from captura.indicios import INDICIOS
from captura.mayusculas import esta_en_mayusculas, quitar_mayusculas
from captura.models import Adscripcion, Cuestionario, Supuesto
from captura.parecidos import CAMPOS, Parecido, parecidos_a
from captura.texto_limpio import reparar

# Más nombres en un aviso no ayudan a corregir.
NOMBRADAS = 3
_NO_PALABRA = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Ayuda:
    """Un aviso. `arreglo` es la clave de lo que el sistema puede corregir solo, o vacío."""

    clave: str
    titulo: str
    texto: str
    arreglo: str = ""
    boton: str = ""


ARREGLOS = ("mayusculas", "letras_rotas")


def arreglar(arreglo: str, texto: str, *, candidatura: Candidatura) -> str:
    """El texto corregido. Lanza `KeyError` si el arreglo no existe."""
    if arreglo == "letras_rotas":
        return reparar(texto)
    if arreglo == "mayusculas":
        return quitar_mayusculas(texto, siglas=_siglas())
    raise KeyError(arreglo)


def ayudas_de(
    candidatura: Candidatura, textos: dict[str, str], adscripcion: Adscripcion
) -> dict[str, list[Ayuda]]:
    """Los avisos de cada texto (campo → texto); un campo sin avisos no aparece."""
    textos = {campo: texto for campo, texto in textos.items() if campo in CAMPOS and texto.strip()}
    if not textos:
        return {}
    llanos = {campo: _llano(texto) for campo, texto in textos.items()}
    partidos = _otros_partidos(candidatura)
    nombres = _otras_personas(candidatura, " ".join(llanos.values()))
    todas = {}
    for campo, texto in textos.items():
        todas[campo] = [
            *_de_escritura(texto),
            *_de_parecido(candidatura, texto, adscripcion),
            *_de_indicios(llanos[campo]),
            *_de_menciones(texto, llanos[campo], partidos, nombres),
        ]
    return {campo: ayudas for campo, ayudas in todas.items() if ayudas}


# --- Cómo está escrito -----------------------------------------------------------------------
def _de_escritura(texto: str) -> Iterable[Ayuda]:
    if esta_en_mayusculas(texto):
        yield Ayuda(
            "mayusculas",
            "Está todo en mayúsculas",
            "Así cuesta más leerlo, sobre todo con un lector de pantalla. Al pasarlo a minúsculas "
            "revise después los nombres propios.",
            "mayusculas",
            "Pasar a minúsculas",
        )
    if reparar(texto) != texto:
        yield Ayuda(
            "letras_rotas",
            "Hay letras rotas",
            "Parece que se copió de un archivo con otra codificación: «Ã³» en lugar de «ó».",
            "letras_rotas",
            "Reparar las letras",
        )


# --- A qué otro texto se parece --------------------------------------------------------------
def _de_parecido(candidatura: Candidatura, texto: str, adscripcion: Adscripcion) -> Iterable[Ayuda]:
    parecidos = parecidos_a(texto, candidatura=candidatura)
    if not parecidos:
        return
    visibles = {
        c.pk: c.candidatura
        for c in Cuestionario.objects.visibles_para(adscripcion)
        .filter(pk__in={p.cuestionario for p in parecidos})
        .select_related("candidatura__formula__eleccion")
    }
    frases = [_frase(p, visibles.get(p.cuestionario)) for p in parecidos[:NOMBRADAS]]
    if (demas := len(parecidos) - NOMBRADAS) > 0:
        frases.append(f"Y con {demas} {'texto' if demas == 1 else 'textos'} más.")
    yield Ayuda(
        "parecido",
        "Se parece a lo que escribió otra candidatura",
        " ".join(frases)
        + f" Quien revisa podría observarlo como «{Supuesto.COPIA.label.lower()}».",
    )


def _frase(parecido: Parecido, candidatura: Candidatura | None) -> str:
    cuanto = f"Coincide en {parecido.proporcion:.0%}".replace("%", " %")
    if candidatura is None:
        return f"{cuanto} con un texto de otra candidatura, que usted no puede ver."
    donde = candidatura.formula.eleccion.nombre_territorio
    que = etiqueta_de(parecido.campo).lower()
    return f"{cuanto} con «{que}» de {candidatura.nombre} ({donde})."


# --- Por qué podría observarse ---------------------------------------------------------------
def _llano(texto: str) -> str:
    """Palabras en minúsculas y sin acentos, con un espacio a cada lado: se busca « frase »."""
    sin_acentos = "".join(
        c for c in unicodedata.normalize("NFD", texto.lower()) if not unicodedata.combining(c)
    )
    return f" {_NO_PALABRA.sub(' ', sin_acentos).strip()} "


def _de_indicios(llano: str) -> Iterable[Ayuda]:
    for indicio in INDICIOS:
        if halladas := [e for e in indicio.expresiones if f" {e} " in llano]:
            yield _ayuda_de(indicio.supuesto, halladas, indicio.aviso)


def _ayuda_de(supuesto: Supuesto, halladas: list[str], aviso: str) -> Ayuda:
    dichas = ", ".join(f"«{h}»" for h in halladas[:NOMBRADAS])
    return Ayuda(
        supuesto.value,
        f"Podría observarse: {supuesto.label.lower()}",
        f"Dice {dichas}: {aviso} Usted decide si lo cambia.",
    )


def _siglas() -> list[str]:
    return list(Partido.objects.values_list("sigla", flat=True))


def _otros_partidos(candidatura: Candidatura) -> list[tuple[str, str]]:
    """(sigla, nombre llano) de los partidos que postulan en el proceso y no a esta candidatura."""
    propios = candidatura.formula.actor.integrantes.values("partido")
    partidos = Partido.objects.filter(participaciones__actor__proceso=candidatura.proceso_id)
    otros = partidos.exclude(pk__in=propios).distinct()
    return [(sigla, _llano(nombre)) for sigla, nombre in otros.values_list("sigla", "nombre")]


def _otras_personas(candidatura: Candidatura, llano: str) -> list[tuple[str, str]]:
    """(nombre, nombre llano) de candidaturas de otras fórmulas cuyo nombre completo se menciona."""
    otras = (
        Candidatura.objects.filter(proceso=candidatura.proceso_id)
        .exclude(formula=candidatura.formula_id)
        .annotate(texto=Value(llano), suyo=Func(F("nombre"), function="conoceles_llano"))
        .filter(texto__contains=F("suyo"))
    )
    return [(nombre, _llano(nombre)) for nombre in otras.values_list("nombre", flat=True)[:50]]


def _de_menciones(
    texto: str, llano: str, partidos: list[tuple[str, str]], nombres: list[tuple[str, str]]
) -> Iterable[Ayuda]:
    if personas := [nombre for nombre, suyo in nombres if suyo in llano]:
        yield _ayuda_de(
            Supuesto.OTRA_CANDIDATURA, personas, "es el nombre de otra candidatura del proceso."
        )
    # Las siglas solo valen como están escritas: «pan» y «mc» son también palabras.
    palabras = set() if esta_en_mayusculas(texto) else set(_NO_PALABRA.split(texto))
    aludidos = [sigla for sigla, nombre in partidos if sigla.upper() in palabras or nombre in llano]
    if aludidos:
        yield _ayuda_de(
            Supuesto.OTRO_PARTIDO, aludidos, "podría leerse como una alusión a otro partido."
        )
