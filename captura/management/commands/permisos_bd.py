"""`manage.py permisos_bd`: lo que el rol del sitio público puede hacer en la base, y nada más.

Se corre después de cada `migrate`: quita todo lo que el rol tuviera y lo vuelve a dar.
"""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction

from candidaturas.models import Visita
from captura.models import ReporteDeError

# A lo que el público puede añadir. No puede leerlo, salvo que además esté entre lo publicado.
ANADE = (Visita, ReporteDeError)


class Command(BaseCommand):
    help = "Crea el rol del sitio público, si falta, y le da solo leer lo publicado."

    def handle(self, *args, **options):
        rol = settings.ROL_PUBLICO
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
            if not cursor.fetchone():
                self._crear(rol, cursor)
            cursor.execute(";\n".join(_ordenes(connection.ops.quote_name(rol))))
        if options["verbosity"]:
            self.stdout.write(f"El rol «{rol}» lee lo publicado y añade visitas y reportes.")

    def _crear(self, rol: str, cursor) -> None:
        nombre = connection.ops.quote_name(rol)
        clave = settings.DATABASES.get("publica", {}).get("PASSWORD", "")
        try:
            with transaction.atomic():
                cursor.execute(f"CREATE ROLE {nombre} LOGIN")
                if clave:
                    # ALTER ROLE no admite parámetros: la base los pone entre comillas.
                    cursor.execute(
                        "SELECT format('ALTER ROLE %%I PASSWORD %%L', %s, %s)", [rol, clave]
                    )
                    cursor.execute(cursor.fetchone()[0])
                cursor.execute(f"GRANT {nombre} TO CURRENT_USER")
        except ProgrammingError as error:
            raise CommandError(
                f"Falta el rol «{rol}» y esta cuenta no puede crearlo. Como administración de la "
                f"base: CREATE ROLE {nombre} LOGIN PASSWORD '…';"
            ) from error


def _ordenes(rol: str) -> list[str]:
    publicadas = [
        modelo._meta.db_table
        for modelo in apps.get_app_config("candidaturas").get_models(include_auto_created=True)
    ]
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {rol}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {rol}",
        f"REVOKE CREATE ON SCHEMA public FROM {rol}",
        f"GRANT USAGE ON SCHEMA public TO {rol}",
        f"GRANT SELECT ON {', '.join(map(connection.ops.quote_name, publicadas))} TO {rol}",
        *(f"GRANT INSERT ON {modelo._meta.db_table} TO {rol}" for modelo in ANADE),
    ]
