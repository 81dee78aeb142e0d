"""Las opciones que tiene cada filtro en un proceso."""

import unicodedata

from django.db import connection

from candidaturas import frescura
from candidaturas.models import (
    ActorPolitico,
    Cargo,
    Distrito,
    Municipio,
    ProcesoElectoral,
    TipoDeActor,
)

GRUPOS_DE_ACTORES = {
    TipoDeActor.PARTIDO: "Partidos políticos",
    TipoDeActor.COALICION: "Coaliciones",
    TipoDeActor.CANDIDATURA_COMUN: "Candidaturas comunes",
    TipoDeActor.INDEPENDIENTE: "Candidaturas independientes",
}
_DISTINTIVOS = """
    SELECT DISTINCT d.clave, d.texto FROM "candidaturas_distintivo" d
    JOIN "candidaturas_candidatura" c ON c.id = d.perfil_id
    WHERE c.proceso_id = %s ORDER BY d.texto
"""


def lo_registrado(proceso: ProcesoElectoral) -> dict[str, list]:
    """Filtro → sus opciones, de lo que el proceso tiene registrado."""
    return frescura.del_registro(
        ("opciones", proceso.pk),
        lambda: {
            "cargo": _cargos(proceso),
            "distrito": _distritos(proceso),
            "municipio": _municipios(proceso),
            "actor": _actores(proceso),
        },
    )


def _actores(proceso: ProcesoElectoral) -> list[tuple[str, list]]:
    grupos: dict[str, list] = {grupo: [] for grupo in GRUPOS_DE_ACTORES.values()}
    for actor in ActorPolitico.objects.filter(proceso=proceso).order_by("orden", "nombre"):
        grupos[GRUPOS_DE_ACTORES[TipoDeActor(actor.tipo)]].append((str(actor.pk), _nombre(actor)))
    return [(grupo, opciones) for grupo, opciones in grupos.items() if opciones]


def _nombre(actor: ActorPolitico) -> str:
    return f"{actor.nombre} ({actor.siglas})" if actor.siglas else actor.nombre


def _cargos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    return list(
        Cargo.objects.filter(proceso=proceso).order_by("orden").values_list("clave", "nombre")
    )


def distintivos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    """Los que alguien consintió publicar: si nadie lo hace, el filtro no se dibuja. Va en cada
    lista y es siempre la misma consulta: armarla con el ORM costaba más que hacerla."""
    with connection.cursor() as cursor:
        cursor.execute(_DISTINTIVOS, [proceso.pk])
        return cursor.fetchall()


def _distritos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    distritos = Distrito.objects.filter(
        pk__in=proceso.cargos.filter(elecciones__distrito__isnull=False).values(
            "elecciones__distrito"
        )
    )
    return [(str(d.numero), str(d)) for d in distritos.order_by("numero")]


def _municipios(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    municipios = Municipio.objects.filter(entidad=proceso.entidad_id).values_list(
        "numero", "nombre"
    )
    opciones = [(str(numero), nombre) for numero, nombre in municipios]
    return sorted(opciones, key=lambda opcion: _clave_de_orden(opcion[1]))


def _clave_de_orden(texto: str) -> str:
    sin_acentos = unicodedata.normalize("NFD", texto.lower().replace("ñ", "n~"))
    return "".join(c for c in sin_acentos if not unicodedata.combining(c))
