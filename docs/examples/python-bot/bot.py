"""A bot that reads its key from the environment, as it always did.

    strongroom run --env-file .env -- python3 bot.py
"""

import hmac
import os
import sys
import time


def main() -> int:
    key = os.environ.get("EXCHANGE_KEY", "")
    if not key or key.startswith("strongroom://"):
        print("EXCHANGE_KEY is not there: start this bot with strongroom run --env-file .env", file=sys.stderr)
        return 1
    signature = hmac.new(key.encode(), f"{int(time.time())}".encode(), "sha256").hexdigest()
    print(f"would ask {os.environ['EXCHANGE_URL']} with a signature of {len(signature)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
