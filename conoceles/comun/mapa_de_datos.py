"""El mapa de datos: de cada campo de cada tabla, para qué es, de quién, quién lo lee y qué queda.

Cada app dice lo suyo en su módulo `mapa_de_datos` (una lista `MAPA` de `Tabla`). De aquí salen el
registro de tratamiento (`manage.py mapa_de_datos`), el expediente que se entrega a una persona y lo
que se suprime. Un campo sin entrada hace fallar las pruebas.

Las tablas de historia y las de relaciones múltiples toman la entrada de su origen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from pghistory.models import Event


class Lector(Enum):
    """Quién puede leer un dato. Los de una cuenta llevan el valor de su rol."""

    PUBLICO = "publico", "Cualquiera"
    CANDIDATA = "candidata", "La propia persona"
    ENLACE = "enlace", "Enlace"
    CAPTURISTA = "capturista", "Capturista"
    REVISION = "revision", "Revisión"
    COORDINACION = "coordinacion", "Coordinación"
    COMISION = "comision", "Comisión"
    SECRETARIA = "secretaria", "Secretaría"
    SISTEMAS = "sistemas", "Sistemas"

    def __init__(self, clave: str, etiqueta: str):
        self.clave, self.etiqueta = clave, etiqueta


Lectores = frozenset[Lector]
CUALQUIERA: Lectores = frozenset({Lector.PUBLICO})
SOLO_EL_SISTEMA: Lectores = frozenset()
LA_PERSONA: Lectores = frozenset({Lector.CANDIDATA})
SU_ACTOR: Lectores = frozenset({Lector.CANDIDATA, Lector.ENLACE, Lector.CAPTURISTA})
UTTAI: Lectores = frozenset({Lector.REVISION, Lector.COORDINACION})
ORGANOS: Lectores = frozenset({Lector.COMISION, Lector.SECRETARIA})
SISTEMAS: Lectores = frozenset({Lector.SISTEMAS})


class Titular(Enum):
    """De quién habla un dato."""

    NADIE = "Nadie"
    CANDIDATA = "La persona candidata"
    CUENTA = "Quien tiene la cuenta"
    QUIEN_ACTUA = "Quien actuó (personal del instituto o del actor)"
    CIUDADANIA = "Quien visita el sitio"


class Conservacion(Enum):
    """Qué hace la supresión con un dato cuando el proceso llega a su término."""

    CATALOGO = "No es dato personal"
    AGREGADO = "Se conserva: es una cuenta sin nombres"
    REGISTRO = "Se conserva: es un hecho público del registro de candidaturas"
    ARCHIVO = "Se conserva: es documento de archivo"
    RASTRO = "Se conserva: solo claves, fechas y huellas, con que se comprueba lo que pasó"
    SALVO_ARCHIVO = "Se suprime, salvo que el proceso lo nombre documento de archivo"
    SE_SUPRIME = "Se suprime"
    CADUCA = "Se borra antes, en cuanto deja de servir"


IMPERSONALES = frozenset({Conservacion.CATALOGO, Conservacion.AGREGADO})


class Tratamiento(Enum):
    """Cada renglón del registro de tratamiento: para qué se usan los datos."""

    ELECCION = "Describir la elección", "Territorio, cargos, actores y parámetros del proceso."
    REGISTRO = "Publicar el registro", "Que la ciudadanía sepa quién se postula, a qué y por quién."
    PERFIL = (
        "Publicar perfiles",
        "Capturar, revisar y publicar lo que cada persona da a conocer.",
    )
    IDENTIDAD = "Identidad", "Publicar distintivos y hacer estadística con quien lo consintió."
    CONSENTIMIENTO = "Consentimiento", "Probar qué decidió cada persona sobre sus datos."
    DERECHOS = "Derechos ARCO", "Atender acceso, rectificación, cancelación y oposición."
    COMPROMISOS = "Compromisos", "Habilitar y recibir la firma de compromisos públicos."
    CUENTAS = "Cuentas", "Que cada quien entre a lo suyo y nadie a lo ajeno."
    RENDICION = "Rendición de cuentas", "Probar qué hizo cada quien y cuándo."
    INFORMES = "Informes", "Informar lo que se hizo y entregarlo al INE."
    CIUDADANIA = "Atención a la ciudadanía", "Atender reportes y saber qué páginas se usan."
    OPERACION = "Operación", "Que el sistema funcione: correos, trabajos y disponibilidad."

    def __init__(self, nombre: str, finalidad: str):
        self.nombre, self.finalidad = nombre, finalidad


@dataclass(frozen=True, slots=True)
class Grupo:
    """Campos de una tabla (separados por espacios) que comparten entrada.

    Lo que no se diga vale lo de su tabla. `sin_entrega`: por qué no va en el expediente que se
    entrega a la persona de quien habla.
    """

    campos: str
    conservacion: Conservacion
    titular: Titular | None = None
    leen: Lectores | None = None
    finalidad: str = ""
    sin_entrega: str = ""

    def nombres(self) -> list[str]:
        return self.campos.split()


@dataclass(frozen=True, slots=True)
class Tabla:
    """La entrada de un modelo.

    `candidatura` y `cuenta`: el camino del ORM de un renglón a la candidatura y a la cuenta de la
    persona de quien habla; `solo` acota los renglones a los que ese camino vale. `por_folio`: sus
    renglones son los que llevan el folio de un renglón de esos modelos. `por_historia`: además, los
    que alguna vez nombró ese campo de un modelo de historia.
    """

    modelo: type[models.Model]
    tratamiento: Tratamiento
    finalidad: str
    grupos: tuple[Grupo, ...]
    leen: Lectores = SOLO_EL_SISTEMA
    titular: Titular = Titular.NADIE
    candidatura: str = ""
    cuenta: str = ""
    solo: dict[str, str] = field(default_factory=dict)
    por_folio: tuple[type[models.Model], ...] = ()
    por_historia: tuple[type[models.Model], str] | None = None
    es_historia: bool = False

    def datos(self) -> Iterator["Dato"]:
        for grupo in self.grupos:
            for campo in grupo.nombres():
                yield Dato(
                    self,
                    campo,
                    grupo.finalidad or self.finalidad,
                    grupo.titular or self.titular,
                    self.leen if grupo.leen is None else grupo.leen,
                    grupo.conservacion,
                    grupo.sin_entrega,
                )

    @property
    def lleva_a_una_persona(self) -> bool:
        return bool(self.candidatura or self.cuenta or self.por_folio)


@dataclass(frozen=True, slots=True)
class Dato:
    """Un campo con todo lo que de él se sabe."""

    tabla: Tabla
    campo: str
    finalidad: str
    titular: Titular
    leen: Lectores
    conservacion: Conservacion
    sin_entrega: str

    @property
    def publico(self) -> bool:
        return Lector.PUBLICO in self.leen

    @property
    def se_entrega(self) -> bool:
        """Si va en lo que se entrega a la persona que pide todo lo que hay sobre ella."""
        return self.titular in {Titular.CANDIDATA, Titular.CUENTA} and not self.sin_entrega

    def __str__(self) -> str:
        return f"{self.tabla.modelo._meta.label}.{self.campo}"


def catalogo(modelo: type[models.Model], finalidad: str, campos: str, **lo_demas) -> Tabla:
    """Una tabla pública sin datos de nadie."""
    return Tabla(
        modelo,
        lo_demas.pop("tratamiento", Tratamiento.ELECCION),
        finalidad,
        (Grupo(campos, lo_demas.pop("conservacion", Conservacion.CATALOGO)),),
        **{"leen": CUALQUIERA, **lo_demas},
    )


# --- El mapa entero ------------------------------------------------------------------------------
PROPIOS_DE_LA_HISTORIA = Grupo(
    "pgh_id pgh_created_at pgh_label pgh_obj pgh_context",
    Conservacion.RASTRO,
    titular=Titular.QUIEN_ACTUA,
    finalidad="Saber cuándo cambió un renglón y por obra de quién",
)


def modelos() -> list[type[models.Model]]:
    """Todo lo que tiene tabla, también lo de otras apps: sin vistas ni modelos de paso."""
    return [
        modelo
        for modelo in apps.get_models(include_auto_created=True)
        if modelo._meta.managed and not modelo._meta.proxy
    ]


def declaradas() -> list[Tabla]:
    """Lo que cada app dice en su módulo `mapa_de_datos`."""
    return [
        tabla
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, "mapa_de_datos")
        for tabla in import_module(f"{app.name}.mapa_de_datos").MAPA
    ]


@cache
def mapa() -> dict[type[models.Model], Tabla]:
    """Modelo → su entrada, con las que se deducen de otra."""
    return completar(declaradas())


def completar(tablas: list[Tabla]) -> dict[type[models.Model], Tabla]:
    entradas = {tabla.modelo: tabla for tabla in tablas}
    for modelo in modelos():
        if modelo in entradas:
            continue
        origen: Any = None
        if issubclass(modelo, Event):
            origen, deducir = modelo.pgh_tracked_model, _historia
        elif modelo._meta.auto_created:
            origen, deducir = modelo._meta.auto_created, _relacion
        if origen and (entrada := entradas.get(origen._meta.concrete_model)):
            entradas[modelo] = deducir(modelo, entrada)
    return entradas


def _historia(modelo: type[models.Model], origen: Tabla) -> Tabla:
    """La de un modelo de historia. La de lo público no es pública."""
    suyos = {campo.name for campo in modelo._meta.local_fields}
    grupos = [
        replace(
            grupo,
            campos=" ".join(nombre for nombre in grupo.nombres() if nombre in suyos),
            leen=_privados(grupo.leen),
        )
        for grupo in origen.grupos
    ]
    return replace(
        origen,
        modelo=modelo,
        grupos=(PROPIOS_DE_LA_HISTORIA, *(g for g in grupos if g.campos)),
        leen=_privados(origen.leen) or SOLO_EL_SISTEMA,
        candidatura=_desde_la_historia(origen.candidatura, suyos),
        cuenta=_desde_la_historia(origen.cuenta, suyos),
        es_historia=True,
    )


def _desde_la_historia(camino: str, suyos: set[str]) -> str:
    """La historia no guarda las relaciones múltiples: se llega por el renglón de origen."""
    return f"pgh_obj__{camino}" if camino and camino.split("__")[0] not in suyos else camino


def _privados(leen: Lectores | None) -> Lectores | None:
    if leen is None:
        return None
    return UTTAI if leen == CUALQUIERA else leen - CUALQUIERA


def _relacion(modelo: type[models.Model], origen: Tabla) -> Tabla:
    """La de la tabla de una relación múltiple: la del campo que la declara."""
    campo, duena = next(
        (campo.name, campo.m2m_field_name())
        for campo in origen.modelo._meta.local_many_to_many
        if campo.remote_field.through is modelo
    )
    grupo = next(g for g in origen.grupos if campo in g.nombres())
    return replace(
        origen,
        modelo=modelo,
        grupos=(replace(grupo, campos=" ".join(c.name for c in modelo._meta.local_fields)),),
        candidatura=origen.candidatura and f"{duena}__{origen.candidatura}",
        cuenta=origen.cuenta and f"{duena}__{origen.cuenta}",
        solo={f"{duena}__{clave}": valor for clave, valor in origen.solo.items()},
    )


def faltas(entradas: dict[type[models.Model], Tabla]) -> list[str]:
    """En qué no coincide el mapa con los modelos; vacía si coincide."""
    halladas = []
    for modelo in modelos():
        if modelo not in entradas:
            halladas.append(f"{modelo._meta.label}: no está en el mapa")
            continue
        dichos = [dato.campo for dato in entradas[modelo].datos()]
        campos = {
            campo.name for campo in (*modelo._meta.local_fields, *modelo._meta.local_many_to_many)
        }
        repetidos = {campo for campo in dichos if dichos.count(campo) > 1}
        halladas += [f"{modelo._meta.label}.{c}: sin entrada" for c in campos - set(dichos)]
        halladas += [f"{modelo._meta.label}.{c}: no existe" for c in set(dichos) - campos]
        halladas += [f"{modelo._meta.label}.{c}: dos veces" for c in repetidos]
    halladas += [
        f"{modelo._meta.label}: ya no tiene tabla" for modelo in set(entradas) - set(modelos())
    ]
    return sorted(halladas)
