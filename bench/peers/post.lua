-- What is posted to every server, and one line of JSON at the end.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"stock_code":"AAPL","analysis_type":"synthetic","priority":"normal","parameters":{"duration_ms":600000,"steps":1}}'
done = function(summary, latency)
  local errors = summary.errors
  print(string.format('{"system":"%s","measure":"http","per_s":%.1f,"p99_ms":%.2f,"errors":%d}', os.getenv("SYSTEM"),
    summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
