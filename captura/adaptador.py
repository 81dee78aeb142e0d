"""Cómo se entra: nadie se registra solo y las cuentas de demostración no pasan a producción."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from captura.huellas import huella_de
from captura.models import Usuario
from captura.servicios.correos import encolar


def es_de_demostracion_fuera_de_lugar(usuario: Usuario) -> bool:
    return usuario.es_demo and not settings.ES_DEMO


class SoloPorInvitacion(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        # allauth deja pasar a quien el backend rehusó si la cuenta está activa: se corta aquí.
        if es_de_demostracion_fuera_de_lugar(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def send_password_reset_mail(self, user, email, context):
        """Por la cola, como todos. Dice de qué cuenta es: varias pueden compartir dirección."""
        if es_de_demostracion_fuera_de_lugar(user):
            return
        enlace = context["password_reset_url"]
        encolar(
            plantilla="contrasena",
            para=email,
            contexto={"persona": str(user), "usuario": user.username, "enlace": enlace},
            clave=f"contrasena:{user.pk}:{huella_de(enlace)[:16]}",
        )


class SinCuentasDeDemostracion(AuthenticationBackend):
    """Rehúsa las cuentas de demostración fuera de la demostración, también con sesión abierta."""

    def user_can_authenticate(self, user):
        if es_de_demostracion_fuera_de_lugar(user):
            return False
        return super().user_can_authenticate(user)
