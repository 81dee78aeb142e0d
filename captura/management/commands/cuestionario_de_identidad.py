"""`manage.py cuestionario_de_identidad PROCESO [ARCHIVO]`: pone las preguntas de un proceso."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from candidaturas.models import ProcesoElectoral
from captura.identidad import contenido_de_partida
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from conoceles.comun.errores import ErrorDeDominio


class Command(BaseCommand):
    help = "Carga una versión de las preguntas de identidad; sin ARCHIVO, las veinte de partida."

    def add_arguments(self, parser):
        parser.add_argument("proceso")
        parser.add_argument("archivo", nargs="?", type=Path)

    def handle(self, *args, proceso, archivo, **options):
        try:
            contenido = (
                json.loads(archivo.read_text(encoding="utf-8"))
                if archivo
                else contenido_de_partida()
            )
            version = crear_cuestionario_de_identidad(
                proceso=ProcesoElectoral.objects.get(clave=proceso), contenido=contenido
            )
        except ProcesoElectoral.DoesNotExist as error:
            raise CommandError(f"No hay un proceso «{proceso}».") from error
        except (OSError, ValueError, ErrorDeDominio) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{proceso}: «{version}» desde {version.vigente_desde:%Y-%m-%d %H:%M}.")
