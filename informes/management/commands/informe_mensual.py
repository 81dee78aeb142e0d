"""Escribe el informe de un mes en un archivo."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from candidaturas.models import ProcesoElectoral
from informes.archivos import archivo_del_informe
from informes.calendario import Calendario
from informes.escribir import escribir, revisar_salida
from informes.formatos import FORMATOS


class Command(BaseCommand):
    help = "Escribe el informe mensual de un proceso en PDF o DOCX."
    # Revisar las direcciones y los formularios de todo el sitio tarda más que hacer el informe.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--proceso", required=True, help="clave, por ejemplo pel-2023")
        parser.add_argument("--mes", required=True, help="AAAA-MM")
        parser.add_argument("--formato", required=True, help=" o ".join(FORMATOS))
        parser.add_argument("--salida", required=True, type=Path, help="archivo que se escribe")

    def handle(self, *args, proceso, mes, formato, salida, **opciones):
        if formato not in FORMATOS:
            raise CommandError(f"El formato «{formato}» no existe: use {' o '.join(FORMATOS)}.")
        dia_primero = leer_mes(mes)
        revisar_salida(salida)
        calendario = Calendario.de(leer_proceso(proceso))
        if not calendario.admite(dia_primero):
            desde, hasta = calendario.primer_mes, calendario.mes_en_curso()
            raise CommandError(
                f"De {mes} no hay informe: los de {proceso} van de {desde:%Y-%m} a {hasta:%Y-%m}."
            )
        informe = calendario.informe(dia_primero)
        escribir(salida, archivo_del_informe(calendario, informe, formato))
        self.stdout.write(f"Informe {mes} de {proceso} en {salida}")


def leer_mes(texto: str) -> date:
    try:
        return date.fromisoformat(f"{texto}-01")
    except ValueError:
        raise CommandError(f"«{texto}» no es un mes: escríbalo como 2023-05.") from None


def leer_proceso(clave: str) -> ProcesoElectoral:
    try:
        return ProcesoElectoral.objects.get(clave=clave)
    except ProcesoElectoral.DoesNotExist:
        claves = ", ".join(ProcesoElectoral.objects.values_list("clave", flat=True))
        raise CommandError(
            f"No hay un proceso «{clave}». Los que hay: {claves or 'ninguno'}."
        ) from None
