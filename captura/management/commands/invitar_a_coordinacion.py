"""`manage.py invitar_a_coordinacion "Nombre" correo`: la primera cuenta de una instalación."""

from django.core.management.base import BaseCommand, CommandError

from captura.servicios.invitaciones import InvitacionNoPosible, invitar_a_coordinacion


class Command(BaseCommand):
    help = "Invita a la primera persona de Coordinación; las demás cuentas las invita ella."

    def add_arguments(self, parser):
        parser.add_argument("nombre")
        parser.add_argument("correo")

    def handle(self, *, nombre, correo, **opciones):
        try:
            invitacion = invitar_a_coordinacion(persona=nombre, correo=correo)
        except InvitacionNoPosible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Invitación {invitacion.folio}: el enlace va en el correo.")
