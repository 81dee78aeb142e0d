"""Quién es y en nombre de quién actúa: se resuelve una vez por petición privada."""

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import reverse

from candidaturas.models import AvisoDePrivacidad
from captura.models import AceptacionDeAviso, Adscripcion, Rol

# Con estas páginas una persona activa su segundo factor o sale; no pueden exigírselo.
SIN_EXIGENCIA = {"accounts", "account", "mfa", "usersessions"}
_AVISO_VIGENTE = Subquery(AvisoDePrivacidad.objects.order_by("-version").values("version")[:1])
_AVISO_ACEPTADO = Subquery(
    AceptacionDeAviso.objects.filter(usuario=OuterRef("usuario"))
    .order_by("-aviso__version")
    .values("aviso__version")[:1]
)
# Sin evaluar: de ella sale la consulta de cada petición, que así no se arma de nuevo.
_CON_AVISOS = (
    Adscripcion.objects.select_related("actor__proceso")
    .annotate(aviso_vigente=_AVISO_VIGENTE, aviso_aceptado=_AVISO_ACEPTADO)
    .order_by()
)


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
        request.adscripcion = _CON_AVISOS.vigentes().filter(usuario=request.user).first()
        if request.adscripcion is None:
            return None
        request.adscripcion.usuario = request.user
        if self._no_se_le_exige(request):
            return None
        if self._debe_activar_segundo_factor(request):
            return redirect("mfa_index")
        if self._debe_aceptar_el_aviso(request):
            destino = urlencode({"sigue": request.get_full_path()})
            return redirect(f"{reverse('captura:aviso')}?{destino}")
        return None

    def _no_se_le_exige(self, request) -> bool:
        nombre = request.resolver_match.url_name or ""
        return nombre.split("_")[0] in SIN_EXIGENCIA

    def _debe_activar_segundo_factor(self, request) -> bool:
        return request.adscripcion.rol in Rol.con_segundo_factor() and not is_mfa_enabled(
            request.user
        )

    def _debe_aceptar_el_aviso(self, request) -> bool:
        """Antes de entregar nada, haber aceptado alguno; si salió otro, en la siguiente página que
        abra: lo que ya estaba escribiendo se guarda."""
        vigente, aceptado = request.adscripcion.aviso_vigente, request.adscripcion.aviso_aceptado
        if vigente is None or aceptado == vigente or request.resolver_match.url_name == "aviso":
            return False
        abre_una_pagina = request.method in {"GET", "HEAD"} and not request.htmx
        return aceptado is None or abre_una_pagina
