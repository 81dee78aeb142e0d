"""La cola de correos, sus plantillas y el buzón de la demostración."""

from pathlib import Path

from django.conf import settings

from captura.servicios.correos import encolar, version_de
from tests.captura.matriz.filas import fila

NADIE_DE_ACTOR = (403,) * 6

MATRIZ = {
    "captura:correos": fila("GET", 302, *NADIE_DE_ACTOR, 200, 200, 403, 403, 200),
    "captura:correo": fila("GET", 302, *NADIE_DE_ACTOR, 200, 200, 403, 403, 403),
    "captura:correo_reintentar": fila("POST", 302, *NADIE_DE_ACTOR, 302, 302, 403, 403, 302),
    "captura:plantillas": fila("GET", 302, *NADIE_DE_ACTOR, 200, 200, 403, 403, 403),
    "captura:plantilla": fila("GET", 302, *NADIE_DE_ACTOR, 200, 200, 403, 403, 403),
    "captura:plantilla POST": fila("POST", 302, *NADIE_DE_ACTOR, 302, 302, 403, 403, 403),
    # Solo en la demostración; en producción, 404 para cualquiera (test_correos).
    "captura:buzon": fila("GET", 302, *[200] * 11),
    "captura:buzon_correo": fila("GET", 302, *[200] * 11),
}
METODOS_REHUSADOS = {
    "captura:correos": "POST",
    "captura:correo": "POST",
    "captura:correo_reintentar": "GET",
    "captura:plantillas": "POST",
    "captura:plantilla": "DELETE",
    "captura:buzon": "POST",
    "captura:buzon_correo": "POST",
}


class Escenario:
    def _correos(self, objetivo, papel, variante):
        return [], {}, ""

    def _correo(self, objetivo, papel, variante):
        correo = encolar(
            plantilla="segundo_factor_restablecido",
            para="persona@example.org",
            contexto={"persona": "Persona Ficticia", "cuando": "hoy"},
            clave=f"matriz:{papel}",
        )
        return [correo.pk], {}, ""

    def _correo_reintentar(self, objetivo, papel, variante):
        return self._correo(objetivo, papel, variante)

    def _plantillas(self, objetivo, papel, variante):
        return [], {}, ""

    def _plantilla(self, objetivo, papel, variante):
        clave = "recordatorio"
        return [clave], {"asunto": papel, "cuerpo": "Texto.", "version": version_de(clave)}, ""

    def _buzon(self, objetivo, papel, variante):
        return [], {}, ""

    def _buzon_correo(self, objetivo, papel, variante):
        carpeta = Path(settings.EMAIL_FILE_PATH)
        carpeta.mkdir(parents=True, exist_ok=True)
        (carpeta / "prueba.log").write_text(
            "Subject: Prueba\nTo: a@example.org\nDate: Mon, 24 Apr 2023 10:00:00 -0600\n\nHola.\n"
        )
        return ["prueba.log"], {}, ""
