"""El PDF de los formatos prellenados: uno o muchos en un solo archivo para imprimir."""

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from captura.constancias import qr_en_png
from captura.models import FormatoDeConsentimiento, HojaDeConsentimiento
from conoceles.comun import pdf
from conoceles.comun.demostracion import LEYENDA

PLANTILLA = Path(__file__).parent / "plantillas" / "formato_de_consentimiento.typ"
REVERSO = "?p=2"
_FOLIO = re.compile(r"HOJ-\d{4}(?:-[2-9B-DF-HJ-NP-TV-XZ]{4}){3}")


def formatos_en_pdf(
    formato: FormatoDeConsentimiento,
    hojas: list[HojaDeConsentimiento],
    direccion_de: Callable[[str], str],
) -> bytes:
    """`direccion_de`: de un folio, la página donde se comprueba. Las hojas son de ese formato."""
    archivos, datos = {}, []
    for numero, hoja in enumerate(hojas):
        direccion = direccion_de(hoja.folio)
        archivos[f"qr-{numero}.png"] = qr_en_png(direccion)
        archivos[f"reverso-{numero}.png"] = qr_en_png(direccion + REVERSO)
        datos.append(_hoja(hoja))
    momento = formato.vigente_desde
    dia = timezone.localdate(momento)
    contenido = {
        "instituto": settings.INSTITUTO["nombre"],
        "leyenda": LEYENDA if settings.ES_DEMO else "",
        "fecha": [dia.year, dia.month, dia.day],
        "version": formato.nombre,
        "declaracion": _parrafos(formato.declaracion),
        "preguntas": [texto for _, texto in formato.preguntas()],
        "fundamento": formato.fundamento,
        "aviso": bloques(formato.aviso),
        "aviso_integral": formato.aviso_integral,
        "hojas": datos,
    }
    return pdf.compilar(
        PLANTILLA, contenido, momento=momento.replace(microsecond=0), archivos=archivos
    )


def folio_en(codigo: str) -> tuple[str, bool]:
    """El folio de hoja que trae el texto de un QR (vacío si no es nuestro) y si es el reverso."""
    hallado = _FOLIO.search(codigo)
    return (hallado.group(), codigo.endswith(REVERSO)) if hallado else ("", False)


def bloques(texto: str) -> list[tuple[str, str | list[str]]]:
    """El aviso, con lo sencillo de los textos del sitio: párrafos, «## título» y «- lista»."""
    resultado: list[tuple[str, str | list[str]]] = []
    for parrafo in _parrafos(texto):
        renglones = parrafo.split("\n")
        if parrafo.startswith("## "):
            resultado.append(("titulo", parrafo[3:].strip()))
        elif all(r.startswith("- ") for r in renglones):
            resultado.append(("lista", [r[2:].strip() for r in renglones]))
        else:
            resultado.append(("parrafo", " ".join(renglones)))
    return resultado


def _parrafos(texto: str) -> list[str]:
    return [p.strip() for p in re.split(r"\n\s*\n", texto.replace("\r", "")) if p.strip()]


def _hoja(hoja: HojaDeConsentimiento) -> dict:
    candidatura = hoja.candidatura
    return {
        "folio": hoja.folio,
        "nombre": candidatura.nombre,
        "datos": [
            ("Candidatura", candidatura.nombre),
            ("Cargo", str(candidatura.formula.eleccion)),
            ("Calidad", candidatura.get_tipo_display()),
            ("Postula", candidatura.formula.actor.nombre),
            ("Proceso", candidatura.proceso.nombre),
            ("Folio", hoja.folio),
        ],
    }
