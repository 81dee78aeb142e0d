"""El tablero de pendientes y sus recordatorios."""

from django.urls import path

from captura.views import tablero

urlpatterns = [
    path("tablero/", tablero.pagina, name="tablero"),
    path("tablero/tablero.csv", tablero.hoja, name="tablero_csv"),
    path("tablero/recordar/", tablero.enviar_recordatorios, name="recordar"),
    path("tablero/recordatorios/", tablero.recordatorios, name="recordatorios"),
]
