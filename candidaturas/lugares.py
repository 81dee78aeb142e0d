"""Llegar a la boleta sin saber la sección: municipio, localidad o código postal."""

import re
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import F, Func, Value
from django.db.models.functions import Length
from django.urls import reverse

from candidaturas import boleta
from candidaturas.models import (
    CodigoPostal,
    Distrito,
    Localidad,
    Municipio,
    ProcesoElectoral,
)

LARGO_MAXIMO = 60
LETRAS_MINIMAS = 3
LOCALIDADES_MAXIMAS = 40


class Destino(NamedTuple):
    """A dónde lleva un resultado. Sin distrito, esa página pedirá la sección."""

    texto: str
    detalle: str
    url: str


def municipios(proceso: ProcesoElectoral) -> list[Municipio]:
    return list(Municipio.objects.filter(entidad=proceso.entidad_id).order_by("nombre"))


def url_del_municipio(proceso: ProcesoElectoral, municipio: Municipio) -> str:
    camino = reverse("candidaturas:boleta_municipio", args=[municipio.numero])
    return f"{camino}?{urlencode({'proceso': proceso.clave})}"


def url_del_distrito(
    proceso: ProcesoElectoral, distrito: Distrito, municipio: Municipio | None = None
) -> str:
    consulta = {"proceso": proceso.clave}
    if municipio:
        consulta["municipio"] = str(municipio.numero)
    camino = reverse("candidaturas:boleta_distrito", args=[distrito.numero])
    return f"{camino}?{urlencode(consulta)}"


def por_localidad(proceso: ProcesoElectoral, texto: str) -> list[Destino]:
    """Las que se llaman así o contienen lo escrito, sin acentos; primero las más pobladas."""
    escrito = texto.replace("\x00", "").strip()[:LARGO_MAXIMO]
    if len(escrito) < LETRAS_MINIMAS:
        return []
    llano = Func(F("nombre"), function="conoceles_llano")
    halladas = (
        Localidad.objects.filter(municipio__entidad=proceso.entidad_id)
        .annotate(llano=llano)
        .filter(llano__contains=Func(Value(escrito), function="conoceles_llano"))
        .select_related("municipio", "distrito")
        .order_by(F("poblacion").desc(nulls_last=True), Length("nombre"), "clave")
    )
    return [
        _destino(proceso, municipio=x.municipio, distrito=x.distrito, texto=x.nombre)
        for x in halladas[:LOCALIDADES_MAXIMAS]
    ]


def por_codigo_postal(proceso: ProcesoElectoral, texto: str) -> list[Destino] | None:
    """Un destino por municipio que lo usa; None si no son cinco dígitos."""
    codigo = texto.strip()
    if not re.fullmatch(r"[0-9]{5}", codigo):
        return None
    hallado = (
        CodigoPostal.objects.filter(entidad=proceso.entidad_id, codigo=codigo)
        .select_related("distrito")
        .prefetch_related("municipios")
        .first()
    )
    if hallado is None:
        return []
    return [
        _destino(proceso, municipio=m, distrito=hallado.distrito, texto=f"{codigo}, {m.nombre}")
        for m in hallado.municipios.all()
    ]


def _destino(
    proceso: ProcesoElectoral, *, municipio: Municipio, distrito: Distrito | None, texto: str
) -> Destino:
    """El distrito del catálogo solo vale en su demarcación; si no, decide el municipio."""
    if distrito and boleta.es_de_su_demarcacion(proceso, distrito):
        detalle = f"{municipio.nombre}. {distrito}"
        return Destino(texto, detalle, url_del_distrito(proceso, distrito, municipio))
    return Destino(texto, municipio.nombre, url_del_municipio(proceso, municipio))
