"""Todo pide cuenta, salvo lo que dice que no."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SesionObligatoria(LoginRequiredMiddleware):
    """Como la de Django, pero no toca la sesión en las páginas públicas.

    La de Django evalúa `request.user` antes de ver si la vista es pública; eso abre la sesión y
    añade `Vary: Cookie` a cada página, con lo que ninguna caché compartida sirve en la jornada.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
