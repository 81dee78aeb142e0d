"""Las constancias en PDF: qué dice cada una. Las sella y las guarda `servicios.constancias`."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from PIL import Image

from candidaturas.models import Candidatura
from candidaturas.qr import MARGEN, matriz_qr
from captura.apartados import contenido_congelado
from captura.huellas import huella_de
from captura.models import ActaDeSupresion, Acuse, Consentimiento, Firma
from conoceles.comun import pdf
from conoceles.comun.demostracion import LEYENDA

PLANTILLA = Path(__file__).parent / "plantillas" / "constancia.typ"
SELLO = "Documento sellado electrónicamente: si se cambia, el lector de PDF avisa."
SELLO_DE_DEMOSTRACION = "Sellado con un certificado de DEMOSTRACIÓN, sin valor oficial."


def acuse_en_pdf(acuse: Acuse, direccion: str) -> bytes:
    """`direccion`: la página pública donde se comprueba; va en el QR."""
    candidatura = acuse.cuestionario.candidatura
    foto = acuse.contenido.get("foto", "")
    respuestas = [
        (etiqueta, texto.splitlines() or ["No proporcionó"])
        for etiqueta, texto in contenido_congelado(acuse.contenido)
    ]
    if foto:
        respuestas.append(("Fotografía", [f"Huella SHA-256: {foto}"]))
    return _compilar(
        titulo="Acuse de envío",
        entrada=f"{settings.INSTITUTO['nombre']} recibió el cuestionario curricular de "
        f"{candidatura.nombre}.",
        folio=acuse.folio,
        momento=acuse.emitido_en,
        direccion=direccion,
        huella=acuse.huella,
        hechos=[*_de_quien(candidatura), ("Lo envió", str(acuse.emitido_para))],
        secciones=[{"titulo": "Lo que se envió", "lista": [], "respuestas": respuestas}],
    )


def firma_en_pdf(firma: Firma, direccion: str) -> bytes:
    candidatura = firma.candidatura
    version = firma.version
    return _compilar(
        titulo="Constancia de firma de compromisos",
        entrada=f"{candidatura.nombre} firmó: {version.familia.nombre}.",
        folio=firma.folio,
        momento=firma.firmado_en,
        direccion=direccion,
        huella=firma.huella,
        hechos=[
            *_de_quien(candidatura),
            ("Firma", firma.firmante),
            ("La registró", str(firma.registrado_por)),
            ("Versión del texto", version.nombre),
            ("Fuente del texto", version.fuente),
        ],
        secciones=[
            {"titulo": "Compromisos firmados", "lista": firma.compromisos, "respuestas": []}
        ],
    )


def consentimiento_en_pdf(consentimiento: Consentimiento, direccion: str) -> bytes:
    candidatura = consentimiento.candidatura
    respuestas = [
        (f"{numero}. {pregunta}", ["Sí" if dicho else "No"])
        for numero, (pregunta, dicho) in enumerate(consentimiento.respuestas(), start=1)
    ]
    return _compilar(
        titulo="Constancia de consentimiento",
        entrada=f"Respuestas de {candidatura.nombre} sobre el uso de sus datos personales.",
        folio=consentimiento.folio,
        momento=consentimiento.registrado_en,
        direccion=direccion,
        huella=consentimiento.huella,
        hechos=[
            *_de_quien(candidatura),
            ("Firma", consentimiento.firmante),
            (
                "Fecha de la firma",
                date_format(consentimiento.firmado_el, r"j \d\e F \d\e Y").lower(),
            ),
            ("Medio", consentimiento.get_medio_display()),
            ("Lo registró", str(consentimiento.registrado_por)),
            ("Versión del texto", consentimiento.formato.nombre),
            ("Evidencia", consentimiento.huella_de_imagen),
        ],
        secciones=[{"titulo": "Respuestas", "lista": [], "respuestas": respuestas}],
        pie="Da fe de lo que se registró en esa fecha. La persona puede retirar su "
        "consentimiento en cualquier momento.",
    )


def huella_del_acta(acta: ActaDeSupresion) -> str:
    """La de lo que el acta dice, que va impresa; la del archivo no puede ir dentro de él."""
    return huella_de([acta.folio, acta.suprimido, acta.conservado])


def acta_en_pdf(acta: ActaDeSupresion, *, pidio: str, confirmo: str, direccion: str) -> bytes:
    """De qué se suprimió cuánto. No lleva nada de lo suprimido."""
    de_quien = (
        f"la candidatura número {acta.candidatura_id}" if acta.candidatura_id else "el proceso"
    )
    return _compilar(
        titulo="Acta de supresión de datos personales",
        entrada=f"{settings.INSTITUTO['nombre']} suprimió de este sistema los datos personales "
        f"que guardaba de {de_quien}. No se pueden recuperar.",
        folio=acta.folio,
        momento=acta.levantada_en,
        direccion=direccion,
        huella=huella_del_acta(acta),
        hechos=[
            ("Proceso", acta.proceso.nombre),
            ("Acuerdo o motivo", acta.motivo),
            ("La pidió", pidio),
            ("La confirmó", confirmo),
        ],
        secciones=[
            {
                "titulo": "Lo que se suprimió",
                "lista": [f"{que[:1].upper()}{que[1:]}: {n:,}" for que, n in acta.suprimido],
                "respuestas": [],
            },
            {
                "titulo": "Lo que se conservó, y por qué",
                "lista": [f"{que}: {por_que}" for que, por_que in acta.conservado],
                "respuestas": [],
            },
        ],
        pie="Los respaldos anteriores a esta fecha conservan lo suprimido hasta que vencen, y lo "
        "que alguien descargó antes ya no depende del instituto.",
    )


def momento_en_palabras(momento: datetime) -> str:
    # En español el mes no lleva mayúscula y Django se la pone.
    texto = date_format(timezone.localtime(momento), r"j \d\e F \d\e Y, H:i:s").lower()
    return f"{texto} (hora del centro de México)"


def _fecha(dia: date) -> str:
    return date_format(dia, r"j \d\e F \d\e Y").lower()


def _de_quien(candidatura: Candidatura) -> list[tuple[str, str]]:
    formula = candidatura.formula
    return [
        ("Candidatura", candidatura.nombre),
        ("Cargo", str(formula.eleccion)),
        ("Calidad", candidatura.get_tipo_display()),
        ("Postula", formula.actor.nombre),
        ("Proceso", candidatura.proceso.nombre),
    ]


def _compilar(
    *,
    folio: str,
    momento: datetime,
    direccion: str,
    hechos: list[tuple[str, str]],
    pie: str = "",
    **resto: Any,
) -> bytes:
    dia = timezone.localdate(momento)
    hechos = [("Folio", folio), ("Fecha y hora", momento_en_palabras(momento)), *hechos]
    contenido = {
        "folio": folio,
        "direccion": direccion,
        "fecha": [dia.year, dia.month, dia.day],
        "hechos": [(nombre, valor) for nombre, valor in hechos if valor],
        "instituto": settings.INSTITUTO["nombre"],
        "leyenda": LEYENDA if settings.ES_DEMO else "",
        "sello": SELLO_DE_DEMOSTRACION if settings.ES_DEMO else SELLO,
        "pie": pie,
        **resto,
    }
    return pdf.compilar(
        PLANTILLA,
        contenido,
        momento=momento,
        archivos={"qr.png": qr_en_png(direccion)},
    )


def qr_en_png(direccion: str) -> bytes:
    """El código QR, con su margen. Como puntos y no como trazos: cientos caben en un documento."""
    puntos = ~np.pad(matriz_qr(direccion), MARGEN)
    salida = io.BytesIO()
    Image.fromarray(puntos.repeat(8, axis=0).repeat(8, axis=1)).save(salida, "PNG")
    return salida.getvalue()
