"""A hotel's side of the callbacks with nothing but Python's standard library.

Answers create orders and audited cancels asynchronously, and calls the platform back. Faults are chosen per order
with POST /configure, so that one process can play every bad merchant at once. Prints one JSON line when ready.
"""

import hashlib
import hmac
import json
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLIENT_KEY = "awexampleclientkey"
CLIENT_SECRET = "example-secret-0123456789abcdef0"

CONFIRM = "/goodlife/v1/trip/trade/hotel/order/confirm/"
AUDIT = "/goodlife/v1/trip/trade/hotel/cancel/audit/"

lock = threading.Lock()
orders = {}  # order_id -> order
cancels = {}  # cancel_id -> answer
settings = {"platform": "", "fault": None, "delay": 0.05}
token = {"value": None}


def signature(url, body):
    """The SHA-256 of the secret, the sorted query parameters but `sign`, and the raw body."""
    query = urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True)
    pairs = sorted(f"{name}={value}" for name, value in query if name != "sign")
    text = "&".join([CLIENT_SECRET, *pairs]).encode() + b"&http_body=" + body
    return hashlib.sha256(text).hexdigest()


def post(path, body, headers=None):
    request = urllib.request.Request(
        settings["platform"] + path,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **(headers or {})},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except (urllib.error.URLError, ValueError, OSError):
        return None


def fetch_token():
    answer = post(
        "/oauth/client_token/",
        {"client_key": CLIENT_KEY, "client_secret": CLIENT_SECRET, "grant_type": "client_credential"},
    )
    return answer["data"]["access_token"] if answer and answer["data"]["error_code"] == 0 else None


def current_token(forget=None):
    with lock:
        if token["value"] is None or token["value"] == forget:
            token["value"] = fetch_token()
        return token["value"]


def call(path, body, headers=None, attempts=8):
    """Calls until the platform takes it; a dead token is replaced."""
    held = current_token()
    for attempt in range(attempts):
        if attempt:
            time.sleep(0.05 * 2 ** (attempt - 1))
        answer = post(path, body, {"access-token": held or "", **(headers or {})})
        code = answer["extra"]["error_code"] if answer else None
        if code == 0:
            return 0
        if code in (2190002, 2190008):
            held = current_token(forget=held)
    return code


def confirmation(order_id, number):
    return {"order_id": order_id, "confirm_result": {"confirm_result": 1, "confirm_number": number}}


def confirm(order):
    """What the answer to the create promised, or what the fault makes of it."""
    order_id, number, fault = order["order_id"], order["number"], order["fault"]
    good = confirmation(order_id, number)
    result = good["confirm_result"]
    if fault in ("confirm-missing", "confirm-too-early"):
        return
    if fault == "confirm-number-wrong-name":
        call(CONFIRM, {**good, "confirm_result": {"confirm_result": 1, "hotel_confirm_number": number}}, attempts=1)
    elif fault == "confirm-result-flat":
        call(CONFIRM, {"order_id": order_id, **result}, attempts=1)
    elif fault == "confirm-result-zero":
        call(CONFIRM, {**good, "confirm_result": {**result, "confirm_result": 0}}, attempts=1)
    elif fault == "confirm-without-number":
        call(CONFIRM, {**good, "confirm_result": {"confirm_result": 1}}, attempts=1)
    elif fault == "refuses-without-reason":
        call(CONFIRM, {**good, "confirm_result": {"confirm_result": 2}}, attempts=1)
    elif fault == "no-access-token":
        post(CONFIRM, good)
    elif fault == "own-id-as-order-id":
        call(CONFIRM, {**good, "order_id": order["order_out_id"]}, attempts=1)
    elif fault == "confirms-then-refuses":
        call(CONFIRM, good)
        refusal = {"confirm_result": 2, "reject_code": 1, "reject_reason": "full"}
        call(CONFIRM, {**good, "confirm_result": refusal}, attempts=1)
    elif fault == "failure-ignored":
        call(CONFIRM, good, {"X-Mock-Fault": "business-failure"}, attempts=1)
    else:
        call(CONFIRM, good)


def audit(payload, fault):
    decision = {
        "order_id": payload["order_id"],
        "cancel_Id": payload["cancel_id"],
        "cancel_type": payload["cancel_type"],
        "cancel_result": 1,
    }
    if fault == "audit-missing":
        return
    if fault == "audit-cancel-id-lower-case":
        decision["cancel_id"] = decision.pop("cancel_Id")
    if fault == "audit-without-cancel-type":
        del decision["cancel_type"]
    if fault == "audit-refuses-without-reason":
        decision["cancel_result"] = 2
    call(AUDIT, decision, attempts=1 if fault else 8)


def create_order(payload):
    """The answer, and what is to be done once it is out."""
    order_id = payload["order_id"]
    with lock:
        order = orders.get(order_id)
        is_new = order is None
        if is_new:
            count = len(orders) + 1
            order = {
                "order_id": order_id,
                "order_out_id": f"PY{count:06d}",
                "number": f"HTL-{count:06d}",
                "fault": settings["fault"],
            }
            orders[order_id] = order
    fault = order["fault"]
    if fault == "confirms-a-refused-order":
        answer = {"error_code": 4, "description": "full", "order_id": order_id}
    else:
        answer = {
            "error_code": 0,
            "description": "success",
            "order_id": order_id,
            "order_out_id": order["order_out_id"],
            "confirm_info": {"confirm_mode": 2, "confirm_result": 0},
        }
    if fault == "confirm-too-early" and is_new:
        call(CONFIRM, confirmation(order_id, order["number"]), attempts=1)
    is_due = is_new or fault == "confirms-every-copy"
    return answer, (lambda: confirm(order)) if is_due else None


def cancel_order(payload):
    cancel_id = payload["cancel_id"]
    with lock:
        is_new = cancel_id not in cancels
        if is_new:
            if payload.get("need_audit"):
                cancels[cancel_id] = {"error_code": 0, "description": "success", "cancel_mode": 2}
            else:
                cancels[cancel_id] = {
                    "error_code": 0,
                    "description": "success",
                    "cancel_mode": 1,
                    "cancel_result": 1,
                }
        answer, fault = cancels[cancel_id], settings["fault"]
    is_due = is_new and answer["cancel_mode"] == 2
    return answer, (lambda: audit(payload, fault)) if is_due else None


class Merchant(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/configure":
            settings.update(json.loads(body))
            return self.answer(200, settings)
        expected = signature(self.path, body)
        if not hmac.compare_digest(expected, self.headers.get("x-life-sign", "")):
            return self.answer(401, {"data": {"error_code": 13, "description": "wrong signature"}})
        path = urllib.parse.urlsplit(self.path).path
        handle = {"/create": create_order, "/cancel": cancel_order}[path]
        answer, after = handle(json.loads(body))
        self.answer(200, {"data": answer})
        if after:
            timer = threading.Timer(settings["delay"], after)
            timer.daemon = True
            timer.start()

    def do_GET(self):
        with lock:
            self.answer(200, {"orders": len(orders), "outIds": [order["order_out_id"] for order in orders.values()]})

    def answer(self, status, body):
        text = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        self.wfile.flush()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


def main():
    server = Server(("127.0.0.1", 0), Merchant)
    print(json.dumps({"url": f"http://127.0.0.1:{server.server_address[1]}"}), flush=True)
    # Lives as long as whoever started it.
    threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
