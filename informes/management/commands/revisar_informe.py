"""Escribe lo que el revisor halla en el informe de un mes."""

from django.core.management.base import BaseCommand, CommandError

from informes.calendario import Calendario
from informes.management.commands.informe_mensual import leer_mes, leer_proceso
from informes.presentacion import hallazgos_del_informe


class Command(BaseCommand):
    help = "Revisa el informe mensual de un proceso: datos y texto como se imprimirá."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--proceso", required=True, help="clave, por ejemplo pel-2023")
        parser.add_argument("--mes", required=True, help="AAAA-MM")

    def handle(self, *args, proceso, mes, **opciones):
        dia_primero = leer_mes(mes)
        calendario = Calendario.de(leer_proceso(proceso))
        if not calendario.admite(dia_primero):
            raise CommandError(f"De {mes} no hay informe en {proceso}.")
        pendientes, dispensados = hallazgos_del_informe(calendario, calendario.informe(dia_primero))
        for fila in pendientes:
            h = fila.hallazgo
            self.stdout.write(
                f"{h.regla} {fila.nombre} · {h.lugar}: «{h.fragmento}». {h.mensaje} {h.sugerencia}"
            )
        for fila in dispensados:
            h = fila.hallazgo
            self.stdout.write(
                f"{h.regla} se queda · {h.lugar}: «{h.fragmento}». {fila.dispensa.motivo}"
            )
        self.stdout.write(f"Por atender: {len(pendientes)}. Dispensados: {len(dispensados)}.")
