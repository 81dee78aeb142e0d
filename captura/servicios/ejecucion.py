"""Hacer un trabajo: tomarlo, dar señales de vida mientras dura y dejar su resultado de una vez."""

import hashlib
import logging
import os
import shutil
import threading
import uuid as uuids
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from captura.models import EstadoDeTrabajo, Trabajo
from captura.servicios.trabajos import (
    ARRIENDO,
    INTENTOS_MAXIMOS,
    MURIO,
    Resultado,
    TrabajoCancelado,
    cerrar,
    clase_de,
)
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

bitacora = logging.getLogger(__name__)

SEGUNDOS_POR_LATIDO = 1.0
CANCELADO = "Se canceló y no se hizo nada."
FALLA_NUESTRA = (
    "Ocurrió una falla del sistema y no se hizo nada. Inténtelo de nuevo; si se repite, avise al "
    "área técnica con el número {}."
)


class ArriendoPerdido(Exception):
    """Otro trabajador lo tiene ya: este no debe tocar nada."""


class Avance:
    """Lo que recibe quien trabaja: `avance(hecho, total)`; `avance.temporal`, donde escribe, y
    `avance.carpeta`, donde deja lo que quien lo retome no tenga que hacer otra vez.

    Un hilo con su propia conexión guarda el avance y da señal de vida: así se ve desde fuera
    aunque el trabajo esté dentro de una transacción, y late aunque un paso tarde.
    """

    def __init__(self, trabajo: Trabajo, turno: uuids.UUID):
        self.temporal = trabajo.carpeta / f"{turno}.tmp"
        self.carpeta = trabajo.carpeta / "hecho"
        self._uuid, self._turno = trabajo.pk, turno
        self._hecho, self._total = 0, 0
        self._cancelado = self._perdido = False
        self._alto = threading.Event()
        self._hilo = threading.Thread(target=self._latir, name=f"latido-{trabajo.pk}", daemon=True)

    def __call__(self, hecho: int, total: int | None = None) -> None:
        """Lanza `TrabajoCancelado` si alguien pidió cancelarlo."""
        self._hecho = hecho
        if total is not None:
            self._total = total
        if self._perdido:
            raise ArriendoPerdido
        if self._cancelado:
            raise TrabajoCancelado(CANCELADO)

    def __enter__(self):
        self._hilo.start()
        return self

    def __exit__(self, *_):
        self._alto.set()
        self._hilo.join()

    def _latir(self) -> None:
        try:
            while not self._alto.wait(SEGUNDOS_POR_LATIDO):
                try:
                    self._guardar()
                except DatabaseError:
                    # La base puede volver antes de que venza el arriendo.
                    bitacora.warning("El latido del trabajo %s no se guardó.", self._uuid)
                    connection.close()
            self._guardar()
        except DatabaseError:
            bitacora.warning("El último avance del trabajo %s no se guardó.", self._uuid)
        finally:
            connection.close()

    def _guardar(self) -> None:
        propio = Trabajo.objects.filter(pk=self._uuid, turno=self._turno)
        self._perdido = not propio.update(hecho=self._hecho, total=self._total, latido_en=Now())
        self._cancelado = propio.filter(se_pidio_cancelar=True).exists()


def ejecutar(uuid) -> None:
    """Hace el trabajo si está por hacer y nadie más lo tiene. Llamarlo de más no hace nada."""
    turno = uuids.uuid4()
    trabajo = _tomar(uuid, turno)
    if trabajo is None:
        return
    try:
        _hacer(trabajo, turno)
    except ArriendoPerdido:
        bitacora.warning("El trabajo %s pasó a otro trabajador.", uuid)
    except TrabajoCancelado as error:
        _cerrar_propio(uuid, turno, EstadoDeTrabajo.CANCELADO, str(error))
    except ErrorDeDominio as error:
        _cerrar_propio(uuid, turno, EstadoDeTrabajo.FALLIDO, str(error))
    except OperationalError:
        # La base se fue o hubo un abrazo mortal: no es culpa del trabajo, y el barrido lo retoma.
        bitacora.exception("El trabajo %s se interrumpió; se retomará.", uuid)
    except Exception:  # noqa: BLE001
        bitacora.exception("Falló el trabajo %s (%s).", uuid, trabajo.clase)
        _cerrar_propio(uuid, turno, EstadoDeTrabajo.FALLIDO, FALLA_NUESTRA.format(_numero(trabajo)))


def _numero(trabajo: Trabajo) -> str:
    return str(trabajo.pk)[:8]


@transaction.atomic
def _tomar(uuid, turno: uuids.UUID) -> Trabajo | None:
    """Lo arrienda si espera o si quien lo tenía dejó de latir."""
    libre = Q(estado=EstadoDeTrabajo.PENDIENTE) | Q(
        estado=EstadoDeTrabajo.EN_CURSO, latido_en__lt=Now() - ARRIENDO
    )
    tomado = Trabajo.objects.filter(libre, pk=uuid).update(
        estado=EstadoDeTrabajo.EN_CURSO,
        turno=turno,
        intentos=F("intentos") + 1,
        hecho=0,
        latido_en=Now(),
    )
    if not tomado:
        return None
    trabajo = Trabajo.objects.select_related("pedido_por", "actor").get(pk=uuid)
    if trabajo.se_pidio_cancelar:
        cerrar(trabajo, EstadoDeTrabajo.CANCELADO, "")
        return None
    if trabajo.intentos > INTENTOS_MAXIMOS:
        cerrar(trabajo, EstadoDeTrabajo.FALLIDO, MURIO.format(_numero(trabajo)))
        return None
    return trabajo


def _hacer(trabajo: Trabajo, turno: uuids.UUID) -> None:
    trabajo.carpeta.mkdir(parents=True, exist_ok=True)
    for resto in trabajo.carpeta.glob("*.tmp"):
        resto.unlink()
    tipo = clase_de(trabajo.clase)
    avance = Avance(trabajo, turno)
    try:
        # Lo hecho y la marca de que se hizo se guardan juntos: o los dos, o ninguno.
        with nullcontext() if tipo.por_partes else transaction.atomic():
            with avance:
                resultado = tipo.funcion(trabajo, avance) or Resultado()
            with transaction.atomic():
                _terminar(trabajo.pk, turno, avance.temporal, resultado, tipo.dias)
        shutil.rmtree(avance.carpeta, ignore_errors=True)
    finally:
        avance.temporal.unlink(missing_ok=True)


def _terminar(uuid, turno, temporal: Path, resultado: Resultado, dias: int) -> None:
    propio = Trabajo.objects.select_for_update(of=("self",)).filter(pk=uuid, turno=turno).first()
    if propio is None:
        raise ArriendoPerdido
    if propio.se_pidio_cancelar:
        raise TrabajoCancelado(CANCELADO)
    if resultado.al_terminar:
        resultado.al_terminar()
    if resultado.archivo:
        with temporal.open("rb") as archivo:
            propio.huella = hashlib.file_digest(archivo, "sha256").hexdigest()
            propio.tamano = os.fstat(archivo.fileno()).st_size
        propio.archivo = resultado.archivo
        # El cambio de nombre es de golpe: nunca hay un archivo a medias con el nombre bueno.
        temporal.replace(propio.ruta)
    propio.estado = EstadoDeTrabajo.TERMINADO
    propio.mensaje = resultado.mensaje
    propio.terminado_en = reloj.ahora()
    propio.vence_en = propio.terminado_en + timedelta(days=dias)
    propio.save()


@transaction.atomic
def _cerrar_propio(uuid, turno, estado: EstadoDeTrabajo, mensaje: str) -> None:
    propio = Trabajo.objects.select_for_update(of=("self",)).filter(pk=uuid, turno=turno).first()
    if propio is not None:
        cerrar(propio, estado, mensaje)
