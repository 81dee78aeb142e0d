from django.urls import path, re_path

from candidaturas.api import views

app_name = "api"
urlpatterns = [
    path("", views.RaizView.as_view(), name="raiz"),
    path("candidaturas/", views.CandidaturasView.as_view(), name="candidaturas"),
    path("candidaturas/<int:pk>/", views.CandidaturaView.as_view(), name="candidatura"),
    path("procesos/", views.ProcesosView.as_view(), name="procesos"),
    path("cargos/", views.CargosView.as_view(), name="cargos"),
    path("actores/", views.ActoresView.as_view(), name="actores"),
    path("schema/", views.EsquemaView.as_view(), name="esquema"),
    # Quien usa la API espera JSON también cuando se equivoca de dirección.
    re_path(r".+/$", views.NoExisteView.as_view(), name="no_existe"),
]
