"""La forma común de las respuestas de la API."""

import base64
import binascii
from urllib.parse import parse_qs

from django.conf import settings
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from conoceles.comun.demostracion import LEYENDA


class JSONConAviso(JSONRenderer):
    """En la demostración, el aviso viaja también dentro del cuerpo, por si este se guarda solo."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if settings.ES_DEMO and isinstance(data, dict):
            data = {"aviso": LEYENDA, **data}
        return super().render(data, accepted_media_type, renderer_context)


class PaginacionPorCursor(CursorPagination):
    """Por identificador: recorrer todo cuesta lo mismo al principio que al final."""

    ordering = "pk"
    page_size = 50
    page_size_query_param = "por_pagina"
    max_page_size = 200
    cursor_query_param = "cursor"
    cursor_query_description = "Lo dan `siguiente` y `anterior`; no se escribe a mano."
    page_size_query_description = "Cuántos resultados por página, hasta 200."

    def decode_cursor(self, request):
        """DRF no revisa la posición del cursor; escrita a mano llegaría a la base como texto."""
        codificado = request.query_params.get(self.cursor_query_param)
        if codificado and not _posicion_valida(codificado):
            raise NotFound(self.invalid_cursor_message)
        return super().decode_cursor(request)

    def get_paginated_response(self, data):
        return Response(
            {
                "siguiente": self.get_next_link(),
                "anterior": self.get_previous_link(),
                "resultados": data,
            }
        )

    def get_paginated_response_schema(self, schema):
        enlace = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["siguiente", "anterior", "resultados"],
            "properties": {"siguiente": enlace, "anterior": enlace, "resultados": schema},
        }


def _posicion_valida(codificado: str) -> bool:
    try:
        partes = parse_qs(base64.b64decode(codificado.encode("ascii")).decode("ascii"))
    except (UnicodeError, binascii.Error):
        return False
    posiciones = partes.get("p", ["0"])
    return all(p.isdecimal() and len(p) <= 18 for p in posiciones)
