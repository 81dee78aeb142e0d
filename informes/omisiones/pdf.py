"""La lista en PDF etiquetado (PDF/UA-1), por actor."""

from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from conoceles.comun import pdf
from conoceles.comun.errores import ErrorDeDominio
from informes.omisiones.foto import TITULO, Foto

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "omisiones.typ"
EN_PAPEL = 5000


class ListaMuyLarga(ErrorDeDominio):
    """Nadie la leería en papel."""


def escribir(foto: Foto, ruta: Path) -> None:
    """Lanza `ListaMuyLarga`."""
    cuantas = sum(actor.omisas for actor in foto.actores())
    if cuantas > EN_PAPEL:
        raise ListaMuyLarga(
            f"La lista tiene {cuantas} candidaturas y en PDF caben {EN_PAPEL}. Elija un actor, o "
            "pídala en hoja de cálculo."
        )
    ruta.write_bytes(
        pdf.compilar(PLANTILLA, _contenido(foto), momento=foto.momento.astimezone(UTC))
    )


def _contenido(foto: Foto) -> dict:
    por_actor: dict[str, list[dict]] = {}
    for omision in foto.omisiones():
        por_actor.setdefault(omision.actor, []).append(asdict(omision))
    return {
        **foto.encabezado,
        "titulo": TITULO,
        "al": foto.al,
        "fecha": foto.momento.timetuple()[:3],
        "actores": [
            asdict(actor) | {"omisiones": por_actor.get(actor.actor, [])}
            for actor in foto.actores()
        ],
    }
