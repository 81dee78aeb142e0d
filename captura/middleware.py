"""Quién es y en nombre de quién actúa: se resuelve una vez por petición privada."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect
from django.urls import resolve

from captura.models import Adscripcion, Rol

# Con estas páginas una persona activa su segundo factor o sale; no pueden exigírselo.
SIN_EXIGENCIA = {"accounts", "account", "mfa", "usersessions"}


class AdscripcionVigente:
    """Pone `request.adscripcion` (o None) y exige segundo factor a los roles que lo necesitan.

    En las vistas públicas no hace nada, para no abrir la sesión.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.adscripcion = None
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        request.adscripcion = (
            Adscripcion.objects.vigentes()
            .select_related("usuario", "actor__proceso")
            .filter(usuario=request.user)
            .first()
        )
        if self._debe_activar_segundo_factor(request):
            return redirect("mfa_index")
        return None

    def _debe_activar_segundo_factor(self, request) -> bool:
        adscripcion = request.adscripcion
        if adscripcion is None or adscripcion.rol not in Rol.con_segundo_factor():
            return False
        nombre = resolve(request.path_info).url_name or ""
        if nombre.split("_")[0] in SIN_EXIGENCIA:
            return False
        return not is_mfa_enabled(request.user)
