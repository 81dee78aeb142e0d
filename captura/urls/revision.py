"""La cola, las observaciones, las correcciones y las listas de trabajo de quien revisa."""

from django.urls import path

from captura.views import correcciones, hallazgos, observaciones, revision

urlpatterns = [
    path("revision/siguiente/", revision.siguiente, name="siguiente"),
    path("revision/listas/", hallazgos.hallazgos, name="hallazgos"),
    path("observaciones/<int:pk>/responder/", observaciones.responder, name="responder"),
    path("cuestionarios/<int:pk>/correcciones/", correcciones.pedir, name="correccion_pedir"),
    path("correcciones/", correcciones.correcciones, name="correcciones"),
    path(
        "correcciones/<int:pk>/<slug:decision>/",
        correcciones.resolver,
        name="correccion_resolver",
    ),
]
