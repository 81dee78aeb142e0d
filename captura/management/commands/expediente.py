"""Escribe el expediente de un actor, o la carpeta de archivo con los de todos."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from candidaturas.models import ActorPolitico, ProcesoElectoral
from captura.bitacora import anotar
from captura.consultas import actores_del_proceso
from captura.expedientes import Resumen, escribir_expediente
from captura.models import ClaseDeActo
from captura.servicios.expedientes import titulo_de_la_carpeta, titulo_del_expediente
from conoceles.comun import reloj


class Command(BaseCommand):
    help = "Fichas, consentimientos, acuses y firmas en un ZIP con índice y huellas."

    def add_arguments(self, parser):
        parser.add_argument("--proceso", required=True, help="clave, por ejemplo pel-2023")
        parser.add_argument("--actor", default="", help="siglas; sin ellas, todos los actores")
        parser.add_argument("--salida", required=True, type=Path, help="archivo que se escribe")

    def handle(self, *args, proceso, actor, salida, **opciones):
        de_que = _proceso(proceso)
        actores = [_actor(de_que, actor)] if actor else list(actores_del_proceso(de_que))
        titulo = titulo_del_expediente(actores[0]) if actor else titulo_de_la_carpeta(de_que)
        resumen = self._escribir(salida, de_que, actores, titulo)
        if not actor:
            anotar(
                clase=ClaseDeActo.EXPEDIENTE,
                proceso=de_que,
                autor=None,
                datos={
                    "candidaturas": resumen.candidaturas,
                    "documentos": resumen.documentos.total(),
                },
            )
        self.stdout.write(f"{titulo}: {salida}")
        self.stdout.write(resumen.en_palabras())

    def _escribir(self, salida: Path, proceso, actores, titulo: str) -> Resumen:
        """O queda el archivo entero o no queda: se escribe aparte y se cambia de nombre."""
        try:
            descriptor, aparte = tempfile.mkstemp(dir=salida.parent, prefix=f".{salida.name}.")
            os.close(descriptor)
        except OSError as error:
            raise CommandError(f"No se pudo escribir {salida}: {error.strerror}.") from error
        try:
            with tempfile.TemporaryDirectory(dir=salida.parent, prefix=".") as piezas:
                resumen = escribir_expediente(
                    Path(aparte),
                    proceso,
                    actores,
                    titulo=titulo,
                    pedido_en=reloj.ahora(),
                    carpeta=Path(piezas),
                )
            Path(aparte).replace(salida)
        except OSError as error:
            raise CommandError(f"No se pudo escribir {salida}: {error.strerror}.") from error
        finally:
            Path(aparte).unlink(missing_ok=True)
        return resumen


def _proceso(clave: str) -> ProcesoElectoral:
    proceso = ProcesoElectoral.objects.filter(clave=clave).first()
    if proceso is None:
        claves = ", ".join(ProcesoElectoral.objects.values_list("clave", flat=True))
        raise CommandError(f"No hay un proceso «{clave}». Los que hay: {claves or 'ninguno'}.")
    return proceso


def _actor(proceso: ProcesoElectoral, siglas: str) -> ActorPolitico:
    suyos = ActorPolitico.objects.filter(proceso=proceso)
    actor = suyos.filter(siglas=siglas).select_related("proceso").first()
    if actor is None:
        todas = ", ".join(suyos.values_list("siglas", flat=True))
        raise CommandError(f"No hay un actor «{siglas}» en {proceso.clave}. Los que hay: {todas}.")
    return actor
