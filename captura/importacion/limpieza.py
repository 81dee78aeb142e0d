"""Limpieza de una celda: qué se quita, qué se entiende como vacío y qué queda en duda."""

import re
import unicodedata
from datetime import date, datetime, time
from itertools import pairwise

from captura.importacion.nombres import llano
from captura.importacion.reporte import Notas
from captura.texto_limpio import reparar, sin_invisibles

# Lo que en estos archivos quiere decir «no hay dato». «Ninguna» no está: es una respuesta.
VACIOS = frozenset(
    {
        "nan", "none", "null", "n/a", "no proporciono", "no proporcionado", "no aplica",
        "sin curso", "sin cursos", "sin informacion", "sin dato", "sin datos",
    }
)  # fmt: skip
_ERROR_DE_FORMULA = re.compile(
    r"#\s*[¿¡!]?\s*(NOMBRE|NAME|REF|VALOR|VALUE|N/?D|N/?A|DIV/0|NUM|NULO|NULL|CAMPO)\s*[?!]*",
    re.IGNORECASE,
)
# ASCII imprimible y letras del español: la gran mayoría de las celdas no necesita más.
_SANO = re.compile(r"[ -~¿¡°ªº´«»áéíóúüñÁÉÍÓÚÜÑ“”‘’–—…\n]*")
_ORILLA = re.compile(" \n|\n ")
_RENGLON_VACIO = re.compile(r"\n\s*\n|\r")


def a_texto(valor) -> str:
    """Lo que dice una celda de hoja de cálculo. Un entero guardado como decimal es el entero."""
    if isinstance(valor, str):
        return valor
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    if isinstance(valor, float) and valor.is_integer() and abs(valor) < 1e15:
        return str(int(valor))
    if isinstance(valor, (datetime, date, time)):
        return valor.isoformat()
    return str(valor)


def es_vacio(texto: str) -> bool:
    """Vacío por convención del archivo: «No proporcionó», «nan», o una celda sin letra ni cifra."""
    if len(texto) > 20:
        return False
    return llano(texto).strip(" .") in VACIOS or not any(c.isalnum() for c in texto)


def limpiar(valor: str, notas: Notas, campo: str, *, con_renglones: bool = False) -> str:
    """La celda limpia, o cadena vacía si no trae dato. Cada cambio se anota."""
    texto = valor
    if not _SANO.fullmatch(texto):
        texto = _quitar_lo_ajeno(texto, notas, campo)
    limpio = juntar_blancos(texto, con_renglones=con_renglones)
    if not limpio:
        return ""
    if limpio != texto.strip():
        notas.cambio(campo, valor, "blancos", _que_blancos(texto, con_renglones=con_renglones))
    return "" if _sin_dato(limpio, notas, campo) else _dudar(limpio, notas, campo)


def juntar_blancos(texto: str, *, con_renglones: bool = True) -> str:
    """Da lo mismo que `captura.conteo.normalizar` (hay una prueba), en la décima parte."""
    if not con_renglones or ("\n" not in texto and "\r" not in texto):
        return " ".join(texto.split())
    renglones = texto.replace("\r", "\n").split("\n")
    return "\n".join(filter(None, (" ".join(r.split()) for r in renglones)))


def _que_blancos(texto: str, *, con_renglones: bool) -> str:
    quitados = [
        nombre
        for nombre, habia in (
            ("tabuladores", "\t" in texto),
            ("saltos de línea", "\n" in texto and not con_renglones),
            ("renglones vacíos", con_renglones and bool(_RENGLON_VACIO.search(texto))),
            (
                "blancos repetidos o a la orilla",
                "  " in texto or "\u00a0" in texto or bool(_ORILLA.search(texto)),
            ),
        )
        if habia
    ]
    return f"Se quitaron {', '.join(quitados) or 'blancos'}."


def _quitar_lo_ajeno(texto: str, notas: Notas, campo: str) -> str:
    # Lo que se quita puede juntar dos letras que vuelven a parecer doble codificación.
    while (limpio := _una_pasada(texto, notas, campo)) != texto:
        texto = limpio
    return texto


def _una_pasada(texto: str, notas: Notas, campo: str) -> str:
    reparado = reparar(texto)
    if reparado != texto:
        notas.cambio(campo, texto, "doble codificación", f"Se leyó como «{reparado[:80]}».")
    limpio = unicodedata.normalize("NFC", reparado)
    if limpio != reparado:
        notas.cambio(campo, texto, "acentos separados", "Cada letra se unió con su acento.")
    sin_control = sin_invisibles(limpio)
    if sin_control != limpio:
        notas.cambio(
            campo, texto, "caracteres invisibles", "Se quitaron o tradujeron caracteres de control."
        )
    return sin_control


def _sin_dato(texto: str, notas: Notas, campo: str) -> bool:
    if _ERROR_DE_FORMULA.fullmatch(texto):
        notas.duda(
            campo, texto, "error de fórmula",
            "La hoja de cálculo perdió el contenido; queda vacío y hay que pedirlo.",
        )  # fmt: skip
        return True
    if es_vacio(texto):
        notas.cambio(campo, texto, "sin dato", "Se entiende como vacío.")
        return True
    return False


def _dudar(texto: str, notas: Notas, campo: str) -> str:
    if "¿" in texto and _comillas_perdidas(texto):
        notas.duda(
            campo, texto, "«¿» en lugar de otro signo",
            "Hay «¿» que no abren pregunta (solían ser comillas o guiones); el texto se conserva.",
        )  # fmt: skip
    if _con_letra_perdida(texto) and "://" not in texto:
        notas.duda(
            campo, texto, "carácter perdido", "Hay un «?» o «�» dentro de una palabra; se conserva."
        )
    return texto


def _comillas_perdidas(texto: str) -> bool:
    partes = texto.split("¿")
    return any(
        "?" not in despues or (antes and antes[-1].isalnum()) for antes, despues in pairwise(partes)
    )


def _con_letra_perdida(texto: str) -> bool:
    """«Garc?a», o el signo con que Unicode dice que ahí hubo algo."""
    partes = texto.split("?")
    return "\ufffd" in texto or any(
        antes[-1:].isalpha() and despues[:1].isalpha() for antes, despues in pairwise(partes)
    )
