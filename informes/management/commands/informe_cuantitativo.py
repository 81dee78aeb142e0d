"""Escribe el informe cuantitativo de un proceso a un corte."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from conoceles.comun.errores import ErrorDeDominio
from informes.cuantitativo.formatos import FORMATOS
from informes.cuantitativo.formatos import formato as formato_de
from informes.cuantitativo.reporte import construir
from informes.escribir import escribir, revisar_salida
from informes.management.commands.informe_mensual import leer_proceso


class Command(BaseCommand):
    help = "Escribe el informe cuantitativo a un corte en PDF, DOCX, XLSX o JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--proceso", required=True, help="clave, por ejemplo pel-2023")
        parser.add_argument("--corte", required=True, help="AAAA-MM-DDTHH:MM, hora del instituto")
        parser.add_argument("--anterior", help="otro corte con que compararlo")
        parser.add_argument("--formato", required=True, help=", ".join(FORMATOS))
        parser.add_argument("--salida", required=True, type=Path, help="archivo que se escribe")

    def handle(self, *args, proceso, corte, anterior, formato, salida, **opciones):
        if formato not in FORMATOS:
            raise CommandError(f"El formato «{formato}» no existe: use {', '.join(FORMATOS)}.")
        momento = leer_momento(corte)
        previo = leer_momento(anterior) if anterior else None
        if previo and previo >= momento:
            raise CommandError("El corte anterior tiene que ser anterior al corte.")
        revisar_salida(salida)
        try:
            reporte = construir(leer_proceso(proceso), momento, anterior=previo)
        except ErrorDeDominio as error:
            raise CommandError(str(error)) from error
        escribir(salida, formato_de(formato).generar(reporte))
        self.stdout.write(f"Corte {reporte.momento} de {proceso} en {salida}")
        self.stdout.write(f"SHA-256 de los datos: {reporte.huella()}")


def leer_momento(texto: str) -> datetime:
    """Un momento en la hora del instituto; con desfase escrito («-06:00»), el que dice."""
    try:
        momento = datetime.fromisoformat(texto)
    except ValueError:
        raise CommandError(
            f"«{texto}» no es un momento: escríbalo como 2023-05-27T18:00."
        ) from None
    return timezone.make_aware(momento) if timezone.is_naive(momento) else momento
