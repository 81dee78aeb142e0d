"""Cómo se entra: nadie se registra solo y las cuentas de demostración no pasan a producción."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class SoloPorInvitacion(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class SinCuentasDeDemostracion(AuthenticationBackend):
    """Rehúsa las cuentas de demostración fuera de la demostración."""

    def user_can_authenticate(self, user):
        if user.es_demo and not settings.ES_DEMO:
            return False
        return super().user_can_authenticate(user)
