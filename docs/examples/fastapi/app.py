"""A web app that knows its people by Strongroom's identity tokens.

    pip install fastapi uvicorn 'pyjwt[crypto]'
    uvicorn app:app --port 8000
    curl -H "Authorization: Bearer $(strongroom token --audience http://localhost:8000)" http://localhost:8000/me

The keys come from the HTTP API (an administrator turns it on), or from a file that `strongroom token --jwks` wrote.
"""

import json
import os
import pathlib

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

AUDIENCE = "http://localhost:8000"
# The `iss` of this machine's identity tokens, urn:strongroom: and the installation's id; left out, the set of keys alone decides.
ISSUER = os.environ.get("STRONGROOM_ISSUER")
JWKS_URL = os.environ.get("STRONGROOM_JWKS_URL", "http://127.0.0.1:8500/.well-known/jwks.json")
JWKS_FILE = os.environ.get("STRONGROOM_JWKS_FILE")

app = FastAPI()
bearer = HTTPBearer()
remote_keys = jwt.PyJWKClient(JWKS_URL, cache_keys=True)


def signing_key(token: str) -> jwt.PyJWK:
    if JWKS_FILE is None:
        return remote_keys.get_signing_key_from_jwt(token)
    wanted = jwt.get_unverified_header(token).get("kid")
    for key in json.loads(pathlib.Path(JWKS_FILE).read_text())["keys"]:
        if key["kid"] == wanted:
            return jwt.PyJWK(key)
    raise jwt.InvalidKeyError("nobody of that name")


def person(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> dict:
    token = credentials.credentials
    try:
        # Algorithm, audience and issuer are ours to say, never the token's.
        required = {"require": ["exp", "aud", "sub"]}
        claims = jwt.decode(token, signing_key(token), algorithms=["EdDSA"], audience=AUDIENCE, issuer=ISSUER, options=required)
        # Everybody's key is in the set, and each person signs with their own: a key speaks for its own person alone.
        if jwt.get_unverified_header(token)["kid"] != claims["sub"]:
            raise jwt.InvalidKeyError("signed by somebody else")
        return claims
    except jwt.PyJWTError as error:
        raise HTTPException(status_code=401, detail="This token is not valid here.") from error


@app.get("/me")
def me(claims: dict = Depends(person)) -> dict:
    return {"sub": claims["sub"], "program": claims.get("azp")}
