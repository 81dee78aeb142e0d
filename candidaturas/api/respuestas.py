"""La forma común de las respuestas de la API."""

import base64
import binascii
from urllib.parse import parse_qs

from django.conf import settings
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from conoceles.comun.demostracion import LEYENDA

SIGUIENTE = "https://conoceles.example.org/api/v1/candidaturas/?cursor=cD01MA%3D%3D"

# Vale para cualquier respuesta: los archivos de listas oficiales traen personas de verdad.
AVISO = f"{LEYENDA}, salvo en los procesos con fuente: sus nombres son los de la fuente"
TAMANO_MAXIMO = 200
TAMANO_NO_VALIDO = f"Escriba un solo número entero, de 1 a {TAMANO_MAXIMO}."


class JSONConAviso(JSONRenderer):
    """En la demostración, el aviso viaja también dentro del cuerpo, por si este se guarda solo."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if settings.ES_DEMO and isinstance(data, dict):
            data = {"aviso": AVISO, **data}
        return super().render(data, accepted_media_type, renderer_context)


class PaginacionPorCursor(CursorPagination):
    """Por identificador: recorrer todo cuesta lo mismo al principio que al final."""

    ordering = "pk"
    page_size = 50
    page_size_query_param = "por_pagina"
    max_page_size = TAMANO_MAXIMO
    cursor_query_param = "cursor"
    cursor_query_description = "Lo dan `siguiente` y `anterior`; no se escribe a mano."
    page_size_query_description = "Cuántos resultados por página, hasta 200."

    def get_page_size(self, request):
        """DRF no hace caso de un tamaño que no entiende; aquí se dice, como con los filtros."""
        pedidos = request.query_params.getlist(self.page_size_query_param)
        if not pedidos:
            return self.page_size
        if len(pedidos) > 1 or not _tamano_valido(pedidos[0]):
            raise ValidationError({self.page_size_query_param: [TAMANO_NO_VALIDO]})
        return int(pedidos[0])

    def get_schema_operation_parameters(self, view):
        parametros = super().get_schema_operation_parameters(view)
        for parametro in parametros:
            if parametro["name"] == self.page_size_query_param:
                parametro["schema"] |= {"minimum": 1, "maximum": self.max_page_size}
        return parametros

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
            "properties": {
                "aviso": {
                    "type": "string",
                    "description": "Solo en la demostración.",
                    "example": AVISO,
                },
                "siguiente": {**enlace, "example": SIGUIENTE},
                "anterior": {**enlace, "example": None},
                "resultados": schema,
            },
        }


def _posicion_valida(codificado: str) -> bool:
    try:
        partes = parse_qs(base64.b64decode(codificado.encode("ascii")).decode("ascii"))
    except (UnicodeError, binascii.Error):
        return False
    posiciones = partes.get("p", ["0"])
    return all(p.isdecimal() and len(p) <= 18 for p in posiciones)


def _tamano_valido(texto: str) -> bool:
    # isdecimal acepta cifras de otros alfabetos; el esquema, no.
    return (
        texto.isascii()
        and texto.isdecimal()
        and len(texto) <= 3
        and 1 <= int(texto) <= TAMANO_MAXIMO
    )
