"""El ciclo de vida de los datos: despublicar, bloquear y suprimir."""

from django.urls import path

from captura.views import ciclo

urlpatterns = [
    path("ciclo/", ciclo.ciclos, name="ciclos"),
    path("ciclo/<int:pk>/", ciclo.ciclo, name="ciclo"),
    path("ciclo/<int:pk>/avanzar/", ciclo.avanzar, name="ciclo_avanzar"),
    path("ciclo/<int:pk>/suprimir/", ciclo.suprimir, name="supresion"),
    path("ciclo/supresiones/<int:pk>/resolver/", ciclo.resolver, name="supresion_resolver"),
    path("ciclo/actas/<str:folio>.pdf", ciclo.acta, name="acta_de_supresion"),
]
