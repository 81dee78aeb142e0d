"""El freno de la API: por dirección, que solo se guarda como resumen con clave y por un minuto."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from conoceles.comun.limites import permitir

SEGUNDOS = 60


class LimitePorDireccion(BaseThrottle):
    """Si Redis no responde se deja pasar: la API no depende de él."""

    def allow_request(self, request, view) -> bool:
        maximo = settings.API_PETICIONES_POR_MINUTO
        return permitir(request._request, "api", maximo=maximo, segundos=SEGUNDOS)

    def wait(self) -> int:
        return SEGUNDOS
