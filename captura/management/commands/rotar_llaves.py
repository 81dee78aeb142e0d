"""`manage.py rotar_llaves`: cifra lo de identidad con la primera llave de LLAVES_IDENTIDAD."""

from django.core.management.base import BaseCommand, CommandError

from captura.cifrado import NoSeDescifra, llave_actual, llave_nueva
from captura.servicios.identidad import llaves_en_uso, rotar_llaves


class Command(BaseCommand):
    help = "Vuelve a cifrar lo contestado con la primera llave. Se puede interrumpir y repetir."

    def add_arguments(self, parser):
        parser.add_argument(
            "--nueva", action="store_true", help="solo escribe una llave al azar y termina"
        )

    def handle(self, *args, nueva, **options):
        if nueva:
            self.stdout.write(llave_nueva())
            return
        try:
            actual = llave_actual()
            hechos = 0
            for hechos in rotar_llaves():
                self.stdout.write(f"{hechos} renglones…")
        except NoSeDescifra as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{hechos} renglones pasaron a la llave «{actual}».")
        otras = sorted(set(llaves_en_uso()) - {actual})
        if otras:
            raise CommandError(f"Quedan renglones con {', '.join(otras)}: repita la orden.")
        self.stdout.write("Las demás llaves ya no se usan: quítelas de LLAVES_IDENTIDAD.")
