// Une cada botón [data-conoceles-llave] con la ceremonia de allauth (mfa/js/webauthn.js), que aquí no va en línea.
//   data-conoceles-llave  qué ceremonia: addForm o authenticateForm
//   data-papel            cómo llama esa ceremonia al botón
//   data-campo            id del campo oculto donde deja la credencial
(() => {
    "use strict";

    const falla = document.querySelector("[data-conoceles-llave-falla]");

    document.addEventListener("allauth.error", (suceso) => {
        suceso.preventDefault();
        falla.hidden = false;
    });
    for (const boton of document.querySelectorAll("[data-conoceles-llave]")) {
        window.allauth.webauthn.forms[boton.dataset.conocelesLlave]({
            ids: { [boton.dataset.papel]: boton.id, credential: boton.dataset.campo, data: "datos-de-llave" },
        });
        boton.addEventListener("click", () => {
            falla.hidden = true;
        });
    }
})();
