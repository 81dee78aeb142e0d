"""Qué se suprime y cómo: lo dice el mapa de datos, campo por campo (docs/adr/0011).

Un renglón se borra entero si el mapa suprime su llave; si no, se vacían los campos que dice. Así un
campo nuevo no se puede olvidar: sin entrada en el mapa fallan las pruebas, y con ella se suprime.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pgtrigger
from allauth.usersessions.models import UserSession
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from candidaturas.fotos import nombres_de_copias
from candidaturas.models import PerfilPublicado, ProcesoElectoral
from candidaturas.parametros import CONSTANCIAS_SELLADAS, DOCUMENTOS_DE_ARCHIVO, HOJAS_FIRMADAS
from captura.bitacora import DEL_CICLO
from captura.models import (
    Adscripcion,
    Consentimiento,
    ConstanciaSellada,
    ContenidoDeActo,
    Correo,
    Cuestionario,
    EnlaceComprobado,
    Fotografia,
    HojaEscaneada,
    Invitacion,
    Rol,
)
from conoceles.comun.mapa_de_datos import Conservacion, Tabla, mapa

SUPRIMIDO = "suprimido"
_SE_SUPRIMEN = {Conservacion.SE_SUPRIME, Conservacion.CADUCA}
# Qué documento de archivo es cada tabla que el mapa deja a lo que diga el proceso.
_DE_ARCHIVO: dict[type[models.Model], str] = {
    Consentimiento: HOJAS_FIRMADAS,
    HojaEscaneada: HOJAS_FIRMADAS,
    ConstanciaSellada: CONSTANCIAS_SELLADAS,
}
# La base exige que estos digan algo: se quedan con una palabra.
_NO_VACIOS = {"huella_de_imagen", "razon", "motivo", "efecto"}


@dataclass(frozen=True)
class Alcance:
    """De quiénes se suprime. `entero`: todo el proceso, también lo que no es de nadie en particular
    (hojas sin reconocer, invitaciones, correos)."""

    proceso: ProcesoElectoral
    candidaturas: list[int]
    cuentas: list[int]
    entero: bool

    @property
    def archivo(self) -> tuple[str, ...]:
        return self.proceso.parametro(DOCUMENTOS_DE_ARCHIVO)


def del_proceso(proceso: ProcesoElectoral, candidaturas: Iterable[int] | None = None) -> Alcance:
    """Todo el proceso; con `candidaturas`, solo lo de esas y de nadie más."""
    if candidaturas is not None:
        return Alcance(proceso, list(candidaturas), [], entero=False)
    cuentas = Adscripcion.objects.filter(actor__proceso=proceso).values_list("usuario", flat=True)
    suyas = proceso.candidaturas.order_by("pk").values_list("pk", flat=True)
    return Alcance(proceso, list(suyas), list(cuentas), entero=True)


def de_una(candidatura) -> Alcance:
    """Lo de una persona: su candidatura y su cuenta, si solo es suya."""
    propias = Adscripcion.objects.filter(rol=Rol.CANDIDATA, candidaturas=candidatura)
    cuentas = [a.usuario_id for a in propias if a.candidaturas.count() == 1]
    return Alcance(candidatura.proceso, [candidatura.pk], cuentas, entero=False)


# --- Qué renglones y qué campos -----------------------------------------------------------------
def campos_que_se_suprimen(tabla: Tabla, alcance: Alcance) -> list[str]:
    """Los que el mapa suprime en esta tabla, según lo que el proceso nombra de archivo."""
    base = _origen(tabla.modelo)
    se_guarda = _DE_ARCHIVO.get(base, "") in alcance.archivo
    return [
        dato.campo
        for dato in tabla.datos()
        if dato.conservacion in _SE_SUPRIMEN
        or (dato.conservacion is Conservacion.SALVO_ARCHIVO and not se_guarda)
    ]


def _origen(modelo: type[models.Model]) -> type[models.Model]:
    seguido: Any = getattr(modelo, "pgh_tracked_model", modelo)
    return seguido._meta.concrete_model


def nombre_de(tabla: Tabla) -> str:
    """En plural y en palabras; la historia de una tabla lleva el nombre de ella."""
    nombre = str(_origen(tabla.modelo)._meta.verbose_name_plural)
    return f"{nombre} (historia)" if tabla.es_historia else nombre


def tablas(alcance: Alcance) -> list[tuple[Tabla, list[str]]]:
    """Las que pierden algo, con sus campos. Las sesiones se cierran aparte."""
    todas = [(t, campos_que_se_suprimen(t, alcance)) for t in mapa().values()]
    return [(t, c) for t, c in todas if c and t.modelo not in {Session, UserSession}]


def se_borra(tabla: Tabla, campos: list[str]) -> bool:
    return tabla.modelo._meta.pk.name in campos


def renglones(tabla: Tabla, alcance: Alcance) -> QuerySet:
    """Los del alcance en esta tabla."""
    modelo = tabla.modelo
    condicion = Q(pk__in=[])
    if tabla.candidatura and alcance.candidaturas:
        suyos = Q(**{f"{tabla.candidatura}__in": alcance.candidaturas})
        condicion |= suyos & Q(**tabla.solo) if tabla.solo else suyos
    if tabla.cuenta and alcance.cuentas:
        condicion |= Q(**{f"{tabla.cuenta}__in": alcance.cuentas})
    for con_folio in tabla.por_folio:
        de_folio = mapa()[con_folio].candidatura
        folios = con_folio._base_manager.filter(**{f"{de_folio}__in": alcance.candidaturas})
        condicion |= Q(folio__in=folios.values("folio"))
    condicion |= _tambien(_origen(modelo), modelo, alcance)
    hallados = modelo._base_manager.filter(condicion)
    if modelo is ContenidoDeActo:
        # Lo que dice el ciclo mismo no habla de nadie y es lo que explica la supresión.
        hallados = hallados.exclude(acto__clase__in=DEL_CICLO)
    return hallados


def _tambien(base: type[models.Model], modelo: type[models.Model], alcance: Alcance) -> Q:
    """Lo que ningún camino del mapa alcanza."""
    proceso = alcance.proceso
    if base is Fotografia:
        pasadas = _historia(Cuestionario).filter(candidatura__in=alcance.candidaturas)
        return Q(pk__in=pasadas.exclude(foto=None).values("foto")) | _fotos_sueltas()
    if base is EnlaceComprobado:
        return _enlaces_sin_uso()
    if not alcance.entero:
        return Q(pk__in=[])
    if base is Invitacion:
        return Q(actor__proceso=proceso)
    if modelo is HojaEscaneada:
        return Q(lote__proceso=proceso)
    if modelo is Correo:
        invitadas = Invitacion.objects.filter(actor__proceso=proceso).exclude(correo="")
        return Q(proceso=proceso) | Q(para__in=invitadas.values("correo"))
    if modelo is ContenidoDeActo:
        return Q(acto__proceso=proceso)
    return Q(pk__in=[])


def _historia(modelo: type[models.Model]) -> QuerySet:
    evento: Any = next(t.modelo for t in mapa().values() if _es_historia_de(t, modelo))
    return evento._base_manager.order_by()


def _es_historia_de(tabla: Tabla, modelo: type[models.Model]) -> bool:
    return tabla.es_historia and _origen(tabla.modelo) is modelo


def _fotos_sueltas() -> Q:
    """Las que ningún cuestionario tiene ni tuvo."""
    pasadas = _historia(Cuestionario).filter(foto=OuterRef("pk"))
    actuales = Cuestionario.objects.filter(foto=OuterRef("pk"))
    return ~Q(Exists(pasadas)) & ~Q(Exists(actuales))


def _enlaces_sin_uso() -> Q:
    """Las direcciones que ya no están en ningún cuestionario."""
    usados = Cuestionario.objects.filter(
        Q(pagina_web=OuterRef("direccion")) | Q(redes__contains=[OuterRef("direccion")])
    )
    return ~Q(Exists(usados))


def cuantos(tabla: Tabla, campos: list[str], alcance: Alcance) -> int:
    """Cuántos renglones tienen algo que suprimir."""
    suyos = renglones(tabla, alcance).order_by()
    return (
        suyos.count() if se_borra(tabla, campos) else suyos.filter(_con_algo(tabla, campos)).count()
    )


# --- Suprimir -----------------------------------------------------------------------------------
def suprimir(alcance: Alcance) -> Counter[str]:
    """Borra o vacía lo del alcance y sus archivos. Devuelve cuántos renglones, por tabla.

    Se llama dentro de una transacción. Los archivos se borran antes de confirmarla: si se
    interrumpe, repetirla los da por borrados. Idempotente.
    """
    cuenta: Counter[str] = Counter()
    with pgtrigger.ignore():
        # Primero se sabe de todas qué es, porque vaciar una corta el camino a otra.
        hallados = [
            (tabla, campos, list(renglones(tabla, alcance).order_by().values_list("pk", flat=True)))
            for tabla, campos in tablas(alcance)
        ]
        archivos = [a for t, campos, claves in hallados for a in _archivos(t, campos, claves)]
        for tabla, campos, claves in hallados:
            if tocados := _aplicar(tabla, campos, claves):
                cuenta[nombre_de(tabla)] += tocados
        for almacen, nombre in archivos:
            if not _en_uso(almacen, nombre):
                almacen.delete(nombre)
                cuenta["archivos"] += 1
    return cuenta


def _aplicar(tabla: Tabla, campos: list[str], claves: list) -> int:
    if not claves:
        return 0
    suyos = tabla.modelo._base_manager.filter(pk__in=claves)
    if se_borra(tabla, campos):
        return suyos._raw_delete("default")  # type: ignore[attr-defined]
    llenos = suyos.filter(_con_algo(tabla, campos))
    valores = {campo.name: _vacio(campo) for campo in _columnas(tabla, campos) if not campo.unique}
    unicos = [campo for campo in _columnas(tabla, campos) if campo.unique]
    cuantos = llenos.count()
    for renglon in llenos.only("pk", *(c.name for c in unicos)) if unicos else ():
        tabla.modelo._base_manager.filter(pk=renglon.pk).update(
            **{c.name: f"{SUPRIMIDO}-{renglon.pk}" for c in unicos}
        )
    if valores:
        suyos.update(**valores)
    return cuantos


def _columnas(tabla: Tabla, campos: Iterable[str]) -> Iterator[Any]:
    for nombre in campos:
        campo = tabla.modelo._meta.get_field(nombre)
        if not isinstance(campo, models.GeneratedField) and not campo.many_to_many:
            yield campo


_VACIOS: tuple[tuple[type[models.Field], Any], ...] = (
    (ArrayField, []),
    (models.JSONField, {}),
    (models.BinaryField, b""),
    (models.BooleanField, False),
    (models.IntegerField, 0),
)


def _vacio(campo: Any) -> Any:
    """Lo que queda en su lugar."""
    if campo.null:
        return None
    if campo.name in _NO_VACIOS:
        return SUPRIMIDO
    return next((vacio for clase, vacio in _VACIOS if isinstance(campo, clase)), "")


def _con_algo(tabla: Tabla, campos: Iterable[str]) -> Q:
    """Los renglones a los que algo les queda."""
    condicion = Q(pk__in=[])
    for campo in _columnas(tabla, campos):
        if campo.unique:
            condicion |= ~Q(**{f"{campo.name}__startswith": f"{SUPRIMIDO}-"})
        elif campo.null:
            condicion |= Q(**{f"{campo.name}__isnull": False})
        else:
            condicion |= ~Q(**{campo.name: _vacio(campo)})
    return condicion


def _archivos(tabla: Tabla, campos: list[str], claves: list) -> Iterator[tuple[Any, str]]:
    de_archivo = [c for c in _columnas(tabla, campos) if isinstance(c, models.FileField)]
    if not claves or not de_archivo:
        return
    for renglon in tabla.modelo._base_manager.filter(pk__in=claves):
        for campo in de_archivo:
            archivo = getattr(renglon, campo.name)
            if not archivo:
                continue
            yield archivo.storage, str(archivo)
            if isinstance(renglon, PerfilPublicado):
                for copia in nombres_de_copias(renglon):
                    yield archivo.storage, copia


def _de_archivo() -> list[tuple[type[models.Model], Any]]:
    """Cada columna del sistema que nombra un archivo."""
    return [
        (modelo, campo)
        for modelo in mapa()
        for campo in modelo._meta.concrete_fields
        if isinstance(campo, models.FileField)
    ]


def _en_uso(almacen: Any, nombre: str) -> bool:
    """Si otro renglón, de otra persona, apunta al mismo archivo (se guardan por su huella)."""
    return any(
        modelo._base_manager.filter(**{campo.name: nombre}).exists()
        for modelo, campo in _de_archivo()
        if campo.storage == almacen
    )


# --- Comprobar ----------------------------------------------------------------------------------
def lo_que_queda(alcance: Alcance) -> Iterator[str]:
    """Una oración por cada cosa que la supresión debió llevarse y sigue ahí."""
    for tabla, campos in tablas(alcance):
        suyos = renglones(tabla, alcance).order_by()
        cuantos = suyos.count() if se_borra(tabla, campos) else 0
        if cuantos:
            yield f"{tabla.modelo._meta.label}: quedan {cuantos} renglones."
            continue
        if se_borra(tabla, campos):
            continue
        for campo in _columnas(tabla, campos):
            if cuantos := suyos.filter(_con_algo(tabla, [campo.name])).count():
                yield f"{tabla.modelo._meta.label}.{campo.name}: queda en {cuantos} renglones."
    sesiones = UserSession.objects.filter(user__in=alcance.cuentas).count()
    if sesiones:
        yield f"Quedan {sesiones} sesiones abiertas."
    yield from _archivos_sueltos()


RECIEN_LLEGADO = timedelta(hours=1)
# Las carpetas donde viven los archivos de una persona: (almacén, carpeta).
_CARPETAS = (
    ("privado", "fotografias"),
    ("privado", "declaraciones"),
    ("privado", "consentimientos"),
    ("privado", "constancias"),
    ("default", "fotos"),
    ("default", "declaraciones"),
)


def sueltos() -> Iterator[tuple[Any, str]]:
    """Los archivos que ningún renglón nombra: lo que dejó un borrado que se interrumpió."""
    nombrados = {
        nombre
        for modelo, campo in _de_archivo()
        for nombre in modelo._base_manager.exclude(**{campo.name: ""})
        .order_by()
        .values_list(campo.name, flat=True)
        if nombre
    }
    nombrados |= {
        copia
        for perfil in PerfilPublicado.objects.only("foto", "foto_anchos").exclude(foto="")
        for copia in nombres_de_copias(perfil)
    }
    limite = time.time() - RECIEN_LLEGADO.total_seconds()
    for alias, carpeta in _CARPETAS:
        almacen = storages[alias]
        for nombre in _de_carpeta(almacen, carpeta):
            # Uno recién llegado espera a que se guarde su renglón.
            if nombre not in nombrados and _modificado(almacen, nombre) < limite:
                yield almacen, nombre


def _modificado(almacen: Any, nombre: str) -> float:
    # El reloj del disco es el de la máquina, no el de la demostración.
    return almacen.get_modified_time(nombre).timestamp()


def _de_carpeta(almacen: Any, carpeta: str) -> Iterator[str]:
    try:
        carpetas, archivos = almacen.listdir(carpeta)
    except FileNotFoundError:
        return
    yield from (f"{carpeta}/{archivo}" for archivo in archivos)
    for otra in carpetas:
        yield from _de_carpeta(almacen, f"{carpeta}/{otra}")


def _archivos_sueltos() -> Iterator[str]:
    for _, nombre in sueltos():
        yield f"Archivo sin dueño: {nombre}"
