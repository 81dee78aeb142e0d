"""La ficha de una candidatura en PDF: lo mismo que dice su página, para imprimir y guardar."""

import hashlib
import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from candidaturas.fichas import Apartado, Ficha, Respuesta
from candidaturas.fotos import jpeg_grande
from conoceles.comun import pdf
from conoceles.comun.demostracion import LEYENDA

PLANTILLA = Path(__file__).parent / "plantillas" / "ficha.typ"


class PorImprimir(NamedTuple):
    """De qué se hace el PDF de una ficha: lo mismo da siempre los mismos bytes."""

    contenido: dict[str, Any]
    archivos: dict[str, bytes]
    momento: datetime

    def clave(self) -> str:
        """Cambia si cambia algo de lo que el PDF dice."""
        dicho = json.dumps([self.contenido, self.momento.isoformat()], sort_keys=True)
        suma = hashlib.sha256(dicho.encode())
        for nombre, datos in self.archivos.items():
            suma.update(f"{nombre}:{len(datos)}:".encode() + datos)
        return suma.hexdigest()

    def en_pdf(self) -> bytes:
        return pdf.compilar(PLANTILLA, self.contenido, momento=self.momento, archivos=self.archivos)


def por_imprimir(ficha: Ficha, direccion: str) -> PorImprimir:
    archivos = {"qr.svg": _qr(ficha).encode()}
    foto = _foto(ficha)
    if foto:
        archivos["foto.jpg"] = foto
    return PorImprimir(_contenido(ficha, direccion, con_foto=bool(foto)), archivos, _momento(ficha))


def ficha_en_pdf(ficha: Ficha, direccion: str) -> bytes:
    return por_imprimir(ficha, direccion).en_pdf()


def _foto(ficha: Ficha) -> bytes:
    """Vacía si no hay o si el archivo ya no está: la ficha se entrega igual."""
    if ficha.perfil is None or not ficha.perfil.foto:
        return b""
    try:
        return jpeg_grande(ficha.perfil)
    except FileNotFoundError:
        return b""


def _qr(ficha: Ficha) -> str:
    return render_to_string("candidaturas/qr.svg", {"qr": ficha.qr, "titulo": ""})


def _momento(ficha: Ficha) -> datetime:
    """El del último cambio: dos descargas de lo mismo son idénticas."""
    if ficha.perfil:
        return ficha.perfil.actualizado_en.replace(microsecond=0)
    return datetime.combine(ficha.pedida_desde, time(12), tzinfo=UTC)


def _contenido(ficha: Ficha, direccion: str, *, con_foto: bool) -> dict[str, Any]:
    fecha = timezone.localdate(_momento(ficha))
    return {
        "titulo": ficha.candidatura.nombre,
        "sobrenombre": ficha.candidatura.sobrenombre,
        "cargo": f"{ficha.tarjeta.cargo}, {ficha.tarjeta.territorio}",
        "leyenda": LEYENDA if settings.ES_DEMO else "",
        "instituto": settings.INSTITUTO["nombre"],
        "direccion": direccion,
        "fecha": [fecha.year, fecha.month, fecha.day],
        "con_foto": con_foto,
        "baja": _baja(ficha),
        "hechos": _hechos(ficha),
        "espera": ficha.espera._asdict() if ficha.espera else None,
        "apartados": [_apartado(a, ficha) for a in (*ficha.textos, *ficha.datos)],
        "compromisos": [
            {
                "familia": c.familia,
                "textos": c.compromisos,
                "pie": f"Firmado el {_fecha(timezone.localdate(c.firmado_en))}. "
                f"Texto: {c.version}. Folio {c.folio}.",
            }
            for c in ficha.compromisos
        ],
        "cambio": f"Último cambio: {_fecha(fecha)}." if ficha.perfil else "",
    }


def _baja(ficha: Ficha) -> str:
    if not ficha.baja:
        return ""
    texto = f"Ya no está en la boleta. {ficha.baja.que_paso} el {_fecha(ficha.baja.cuando)}."
    if ficha.baja.sucesora:
        texto += f" En su lugar: {ficha.baja.sucesora.nombre}."
    return texto


def _hechos(ficha: Ficha) -> list[tuple[str, str]]:
    candidatura = ficha.candidatura
    integran = [i.partido.nombre for i in ficha.integrantes]
    reeleccion = {True: "Sí", False: "No", None: ""}[candidatura.reeleccion]
    hechos = [
        ("Postula", ficha.tarjeta.actor_nombre),
        ("Integran", "; ".join(integran) if len(integran) > 1 else ""),
        ("Calidad", ficha.tarjeta.calidad),
        *((f"{c.get_tipo_display()} de la fórmula", c.nombre) for c in ficha.companeras),
        ("Edad el día de la jornada", f"{candidatura.edad} años" if candidatura.edad else ""),
        ("Sexo", candidatura.get_sexo_display()),
        ("Elección consecutiva", reeleccion),
        ("Se identifica como", "; ".join(d.texto for d in ficha.distintivos)),
        ("Sustituye a", candidatura.sustituye_a.nombre if candidatura.sustituye_a else ""),
        (
            "Fotografía",
            _en_pausa(ficha.foto_pausada_desde) if ficha.foto_pausada_desde else "",
        ),
        (
            "Compromisos firmados",
            _en_pausa(ficha.compromisos_pausados_desde) if ficha.compromisos_pausados_desde else "",
        ),
        ("Por aclarar", candidatura.por_aclarar),
        ("Proceso", candidatura.proceso.nombre),
    ]
    return [(nombre, valor) for nombre, valor in hechos if valor]


def _apartado(apartado: Apartado, ficha: Ficha) -> dict[str, Any]:
    return {
        "titulo": apartado.titulo,
        "en_pausa": _en_pausa(apartado.pausado_desde) if apartado.pausado_desde else "",
        "respuestas": [
            {"pregunta": r.pregunta, "parrafos": _parrafos(r, ficha)} for r in apartado.respuestas
        ],
    }


def _parrafos(respuesta: Respuesta, ficha: Ficha) -> list[str]:
    if respuesta.vacia:
        return [f"No proporcionó. Se pide desde el {_fecha(ficha.pedida_desde)}."]
    # En papel un enlace solo sirve si se lee: se escribe su texto, que es la dirección.
    return [*respuesta.parrafos, *respuesta.lista, *(e.texto for e in respuesta.enlaces)]


def _en_pausa(desde: datetime) -> str:
    return f"En pausa desde el {_fecha(timezone.localdate(desde))}, mientras se aclara."


def _fecha(dia) -> str:
    # En español el mes no lleva mayúscula y Django se la pone.
    return date_format(dia, r"j \d\e F \d\e Y").lower()
