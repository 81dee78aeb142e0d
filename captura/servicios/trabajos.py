"""Encargar algo al trabajador: pedirlo, cancelarlo, bajarlo y que venza.

Quien quiera un trabajo nuevo escribe en el módulo `trabajos` de su app:

    @ejecuta("expediente", titulo="Expediente")
    def hacer_expediente(trabajo, avance):
        avance(0, total)                    # también es donde se entera de que lo cancelaron
        avance.temporal.write_bytes(...)    # un archivo a medio hacer nunca se ofrece
        return Resultado("expediente.zip")

y lo pide con `pedir(...)`. Corre en una transacción junto con la marca de que terminó: si el
trabajador muere, no queda nada a medias y se retoma desde el principio. Para que el reintento dé el
mismo archivo, use `trabajo.pedido_en` como hora. Un `ErrorDeDominio` se le dice a quien lo pidió.

Uno largo que casi solo lee se registra con `por_partes=True`: lo que guarde queda guardado aunque
el trabajador muera, y lo que tenga que guardarse junto con la marca va en `Resultado.al_terminar`.
En `avance.carpeta` puede dejar archivos ya hechos para quien lo retome.
"""

import logging
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.module_loading import autodiscover_modules
from django.utils.text import get_valid_filename
from django.views.decorators.debug import sensitive_variables

from captura.cifrado import NoSeDescifra, cifrar, descifrar
from captura.models import Adscripcion, Descarga, EstadoDeTrabajo, Rol, Trabajo
from captura.models.trabajos import CARPETA, VIVOS
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

bitacora = logging.getLogger(__name__)

# Un trabajo sin latido en este tiempo perdió a su trabajador.
ARRIENDO = timedelta(seconds=45)
# Si el aviso al trabajador se perdió, se repite.
ESPERA_DEL_AVISO = timedelta(seconds=60)
INTENTOS_MAXIMOS = 3
MURIO = "El trabajador se detuvo varias veces al hacerlo. Avise al área técnica con el número {}."


class TrabajoCancelado(ErrorDeDominio):
    """Alguien pidió cancelarlo; lo lanza `avance` para que quien trabaja lo suelte."""


class ArchivoNoDisponible(ErrorDeDominio):
    """El archivo venció o ya no está."""


@dataclass(frozen=True, slots=True)
class Resultado:
    """Lo que deja un trabajo: el nombre con que se baja `avance.temporal` (vacío si no hay
    archivo), una frase para quien lo pidió y lo que se guarda junto con la marca de que terminó."""

    archivo: str = ""
    mensaje: str = ""
    al_terminar: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True)
class Clase:
    """`roles`: quiénes ven, además de quien lo pidió, lo que resulta; entonces la misma petición de
    dos personas es un solo trabajo. `sigue`: la ruta, con el uuid, a donde se va al terminar.
    `se_pide`: la ruta donde se pide, para volver a ella si no deja nada que abrir.
    `se_baja`: si el archivo se ofrece para bajarlo. `por_partes`: si corre fuera de una sola
    transacción. `cifrado`: si lo que se guarda va cifrado y solo se abre al bajarlo."""

    clave: str
    titulo: str
    funcion: Callable[[Trabajo, Any], Resultado | None]
    roles: frozenset[Rol]
    dias: int
    sigue: str
    se_baja: bool
    por_partes: bool = False
    cifrado: bool = False
    se_pide: str = ""


CLASES: dict[str, Clase] = {}


@cache
def descubrir() -> None:
    """Cada app registra en su módulo `trabajos` lo que el trabajador sabe hacer por ella. Traen
    medio sistema consigo: quien solo corre una orden no los carga."""
    autodiscover_modules("trabajos")


def clase_de(clave: str) -> Clase:
    descubrir()
    return CLASES[clave]


def ejecuta(
    clave: str,
    *,
    titulo: str,
    roles: Iterable[Rol] = (),
    dias: int = 7,
    sigue: str = "",
    se_baja: bool = True,
    por_partes: bool = False,
    cifrado: bool = False,
    se_pide: str = "",
):
    """Registra la función que hace los trabajos de una clase: `f(trabajo, avance) -> Resultado`."""

    def registrar(funcion):
        CLASES[clave] = Clase(
            clave,
            titulo,
            funcion,
            frozenset(roles),
            dias,
            sigue,
            se_baja,
            por_partes,
            cifrado,
            se_pide,
        )
        return funcion

    return registrar


# --- Pedir -----------------------------------------------------------------------------------
@transaction.atomic
def pedir(
    *,
    clase: str,
    clave: str,
    parametros: dict,
    adscripcion: Adscripcion,
    titulo: str = "",
    entrada: UploadedFile | None = None,
) -> Trabajo:
    """Encarga el trabajo, o devuelve el igual que aún vive. Quien llama ya vio que puede pedirlo.

    `clave` lleva todo lo que decide el resultado: mientras uno terminado no venza, pedir lo mismo
    da ese archivo. `entrada` es el archivo del que parte, si lo hay.
    """
    tipo = clase_de(clase)
    if not tipo.roles:
        clave = f"{adscripcion.usuario_id}:{adscripcion.pk}:{clave}"
    nuevo = Trabajo(
        clase=clase,
        clave=clave,
        titulo=titulo or tipo.titulo,
        parametros=parametros,
        pedido_por=adscripcion.usuario,
        rol=adscripcion.rol,
        actor=adscripcion.actor,
        roles=sorted(tipo.roles),
        pedido_en=reloj.ahora(),
        con_entrada=entrada is not None,
    )
    for ultimo in (False, False, True):
        if igual := Trabajo.objects.filter(clase=clase, clave=clave, estado__in=VIVOS).first():
            return igual
        try:
            # El índice único forma a las peticiones simultáneas: la segunda espera y aquí cae.
            with transaction.atomic():
                nuevo.save(force_insert=True)
        except IntegrityError:
            if ultimo:
                raise
            continue
        break
    if entrada is not None:
        _guardar_entrada(nuevo.carpeta / "entrada", entrada)
    Trabajo.objects.filter(pk=nuevo.pk).update(latido_en=Now())
    transaction.on_commit(partial(avisar, nuevo.pk), robust=True)
    return nuevo


def _guardar_entrada(carpeta: Path, entrada: UploadedFile) -> None:
    carpeta.mkdir(parents=True)
    nombre = get_valid_filename(entrada.name or "archivo")[-80:]
    with (carpeta / nombre).open("wb") as destino:
        for trozo in entrada.chunks():
            destino.write(trozo)


def avisar(uuid) -> None:
    """Le dice al trabajador que hay algo. Si el aviso se pierde, el barrido lo repite."""
    from captura.tasks import ejecutar_trabajo

    ejecutar_trabajo.apply_async([str(uuid)], retry=False)


# --- Cancelar y bajar ------------------------------------------------------------------------
@transaction.atomic
def cancelar(*, trabajo: Trabajo, adscripcion: Adscripcion) -> Trabajo:
    """Lo que espera se cancela ya; lo que está en curso, en cuanto el trabajador se entere."""
    trabajo = (
        Trabajo.objects.visibles_para(adscripcion)
        .select_for_update(of=("self",))
        .get(pk=trabajo.pk)
    )
    if trabajo.estado == EstadoDeTrabajo.PENDIENTE:
        cerrar(trabajo, EstadoDeTrabajo.CANCELADO, "")
    elif trabajo.estado == EstadoDeTrabajo.EN_CURSO:
        trabajo.se_pidio_cancelar = True
        trabajo.save(update_fields=["se_pidio_cancelar"])
    return trabajo


def cerrar(trabajo: Trabajo, estado: EstadoDeTrabajo, mensaje: str) -> None:
    """Termina sin resultado y borra lo que se subió. El renglón ya está bloqueado."""
    trabajo.estado, trabajo.mensaje = estado, mensaje
    trabajo.terminado_en = reloj.ahora()
    trabajo.save(update_fields=["estado", "mensaje", "terminado_en"])
    transaction.on_commit(partial(_borrar, trabajo.carpeta))


@transaction.atomic
def desechar(trabajo: Trabajo) -> None:
    """Ya sirvió, o dejó de decir la verdad: vence en este momento."""
    _vencer(trabajo.pk)


@transaction.atomic
def apartar(trabajos: QuerySet[Trabajo]) -> int:
    """Lo que espera se cancela, lo que corre se suelta en cuanto se entere y de lo terminado se
    borran los archivos. Devuelve cuántos eran."""
    claves = list(trabajos.filter(estado__in=VIVOS).values_list("pk", flat=True))
    vivos = Trabajo.objects.select_for_update(of=("self",)).filter(pk__in=claves)
    # Del más viejo al más nuevo: la vista previa antes que quien la está aplicando, que la tiene y
    # para soltarla necesita su propio renglón.
    for trabajo in vivos.order_by("pedido_en", "pk"):
        if trabajo.estado == EstadoDeTrabajo.PENDIENTE:
            cerrar(trabajo, EstadoDeTrabajo.CANCELADO, "")
        elif trabajo.estado == EstadoDeTrabajo.EN_CURSO:
            trabajo.se_pidio_cancelar = True
            trabajo.save(update_fields=["se_pidio_cancelar"])
        else:
            _vencer(trabajo.pk)
    return len(claves)


@transaction.atomic
def registrar_descarga(*, trabajo: Trabajo, adscripcion: Adscripcion) -> Path:
    """Anota quién lo baja y devuelve dónde está. Lanza `ArchivoNoDisponible`."""
    se_baja = trabajo.se_puede_bajar and clase_de(trabajo.clase).se_baja
    if not se_baja or not trabajo.ruta.exists():
        raise ArchivoNoDisponible("Este archivo ya no está disponible. Pídalo de nuevo.")
    anotar_descarga(trabajo.archivo, trabajo.huella, adscripcion=adscripcion, trabajo=trabajo)
    return trabajo.ruta


def anotar_descarga(
    documento: str, huella: str, *, adscripcion: Adscripcion, trabajo: Trabajo | None = None
) -> Descarga:
    """En el registro único de descargas. `documento`: el nombre con que se entrega; `huella`: su
    SHA-256."""
    return Descarga.objects.create(
        trabajo=trabajo,
        documento=documento,
        usuario=adscripcion.usuario,
        momento=reloj.ahora(),
        huella=huella,
    )


# --- Lo que no debe quedar en claro ----------------------------------------------------------
@sensitive_variables()
def escribir_cifrado(trabajo: Trabajo, ruta: Path, datos: bytes) -> None:
    """El primer renglón nombra la llave; en otro trabajo no se abre."""
    llave, cifrado = cifrar(datos, _contexto(trabajo))
    ruta.write_bytes(llave.encode() + b"\n" + cifrado)


@sensitive_variables()
def leer_cifrado(trabajo: Trabajo, ruta: Path) -> bytes:
    """Lanza `ArchivoNoDisponible` si ya no está la llave."""
    llave, _, cifrado = ruta.read_bytes().partition(b"\n")
    try:
        return descifrar(llave.decode(), cifrado, _contexto(trabajo))
    except NoSeDescifra as error:
        raise ArchivoNoDisponible("Este archivo ya no está disponible. Pídalo de nuevo.") from error


def _contexto(trabajo: Trabajo) -> str:
    return f"conoceles:trabajo:{trabajo.pk}"


# --- Barrer ----------------------------------------------------------------------------------
def barrer() -> None:
    """Retoma lo que quedó sin trabajador, vuelve a avisar de lo que espera y vence lo viejo."""
    _retomar()
    for uuid in list(
        Trabajo.objects.filter(estado=EstadoDeTrabajo.TERMINADO, vence_en__lte=reloj.ahora())
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        _vencer(uuid)
    _borrar_sin_dueno()


def _retomar() -> None:
    caidos = Trabajo.objects.filter(estado=EstadoDeTrabajo.EN_CURSO, latido_en__lt=Now() - ARRIENDO)
    sin_aviso = Trabajo.objects.filter(
        estado=EstadoDeTrabajo.PENDIENTE, latido_en__lt=Now() - ESPERA_DEL_AVISO
    )
    por_avisar = [*caidos.values_list("pk", flat=True), *sin_aviso.values_list("pk", flat=True)]
    sin_aviso.update(latido_en=Now())
    for uuid in por_avisar:
        avisar(uuid)


@transaction.atomic
def _vencer(uuid) -> None:
    terminado = Trabajo.objects.filter(pk=uuid, estado=EstadoDeTrabajo.TERMINADO)
    if terminado.update(estado=EstadoDeTrabajo.VENCIDO):
        transaction.on_commit(partial(_borrar, Trabajo(pk=uuid).carpeta))


def _borrar_sin_dueno() -> None:
    """Lo que dejó una petición que no llegó a guardarse, o un borrado que se interrumpió."""
    raiz = Path(storages["privado"].path(CARPETA))
    if not raiz.is_dir():
        return
    vivos = {str(u) for u in Trabajo.objects.filter(estado__in=VIVOS).values_list("pk", flat=True)}
    limite = time.time() - 24 * 60 * 60
    for carpeta in raiz.iterdir():
        if carpeta.name not in vivos and carpeta.stat().st_mtime < limite:
            _borrar(carpeta)


def _borrar(carpeta: Path) -> None:
    shutil.rmtree(carpeta, ignore_errors=True)
