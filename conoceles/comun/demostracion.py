"""La demostración se anuncia en cada página, imagen, documento y respuesta de la API."""

from django.conf import settings
from django.utils.http import urlencode

LEYENDA = "DEMOSTRACIÓN: personas ficticias"


class EncabezadoDeDemostracion:
    """Añade `X-Conoceles-Aviso` a toda respuesta cuando el sistema corre como demostración."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.ES_DEMO:
            # Los encabezados HTTP son latin-1; se envía codificado para que nadie lo deforme.
            response["X-Conoceles-Aviso"] = urlencode({"": LEYENDA})[1:]
        return response
