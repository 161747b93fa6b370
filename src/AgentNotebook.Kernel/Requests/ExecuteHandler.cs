using System.Text.Json;
using AgentNotebook.Cells;
using AgentNotebook.Kernel.History;
using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>execute_request</c>: runs a cell.</summary>
/// <param name="notebook">The notebook, once it is open.</param>
/// <param name="stdin">Where to ask.</param>
/// <param name="history">Keeps what was run.</param>
/// <param name="interruption">Stops the cell.</param>
/// <param name="abortWaiting">Called when a cell failed and those after it are to come to nothing.</param>
internal sealed class ExecuteHandler(NotebookOpening notebook, StdinChannel stdin, HistoryStore history, Interruption interruption, Action abortWaiting) : IRequestHandler
{
    internal const string RequestType = "execute_request";
    private const int MostExpressions = 100;

    public string Type => RequestType;

    public async Task HandleAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var code = message.Text("code");
        var silent = message.Flag("silent", fallback: false);
        var isKept = !silent && message.Flag("store_history", fallback: true);
        var stopOnError = message.Flag("stop_on_error", fallback: true);
        var input = message.Flag("allow_stdin", fallback: false) ? new KernelInput(stdin, message) : null;
        var engine = await notebook.EngineAsync(cancellationToken);
        var count = engine.ExecutionCount + (isKept ? 1 : 0);
        if (!silent)
        {
            request.Publish("execute_input", writer =>
            {
                writer.WriteString("code", code);
                writer.WriteNumber("execution_count", count);
            });
        }

        await notebook.TellAsync(request, cancellationToken);
        if (isKept)
        {
            history.Add(count, code);
        }

        if (PageRequest.NameIn(code) is { } asked)
        {
            // Counted as a cell is: the next one must not have the same number.
            var counted = await engine.ExecuteAsync(new CellSource("", CellId(message)) { IsCounted = isKept }, new SilentOutput(), input: null, cancellationToken);
            await new PageRequest(engine, asked).ReplyAsync(request, counted.ExecutionCount, cancellationToken);
            return;
        }

        ICellOutput output = silent ? new SilentOutput() : new KernelOutput(request);
        var result = await interruption.RunAsync(stop => engine.ExecuteAsync(new CellSource(code, CellId(message)) { IsCounted = isKept }, output, input, stop), engine, cancellationToken);
        if (result.Error is { } error)
        {
            await FailAsync(request, error, result.ExecutionCount, silent);
            if (stopOnError)
            {
                abortWaiting();
            }

            return;
        }

        var expressions = await EvaluateAsync(engine, message, cancellationToken);
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteNumber("execution_count", result.ExecutionCount);
            writer.WriteStartArray("payload");
            writer.WriteEndArray();
            writer.WriteStartObject("user_expressions");
            expressions(writer);
            writer.WriteEndObject();
        });
    }

    // Front ends that know cells by id say which it is; others run the same code in the same cell, mostly.
    private static string CellId(JupyterMessage message) =>
        message.Metadata.TryGetProperty("cellId", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= 200 } text ? text : "cell";

    private static async Task<JsonBody> EvaluateAsync(CellEngine engine, JupyterMessage message, CancellationToken cancellationToken)
    {
        if (message.Find("user_expressions") is not { ValueKind: JsonValueKind.Object } expressions)
        {
            return _ => { };
        }

        var written = new List<JsonBody>();
        foreach (var property in expressions.EnumerateObject().Take(MostExpressions))
        {
            var expression = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw new RequestException($"user_expressions: '{property.Name}' has to be text.");
            var evaluation = await engine.Language.EvaluateAsync(expression, cancellationToken);
            written.Add(writer =>
            {
                writer.WriteStartObject(property.Name);
                if (evaluation.Value is { } bundle)
                {
                    writer.WriteString("status", "ok");
                    MimeJson.Write(writer, bundle);
                }
                else
                {
                    writer.WriteString("status", "error");
                    ErrorJson.Write(writer, evaluation.Error!);
                }

                writer.WriteEndObject();
            });
        }

        return writer => written.ForEach(write => write(writer));
    }

    private static Task FailAsync(KernelRequest request, CellError error, int count, bool silent)
    {
        if (!silent)
        {
            request.Publish("error", writer => ErrorJson.Write(writer, error));
        }

        return request.ReplyAsync(writer =>
        {
            writer.WriteString("status", "error");
            writer.WriteNumber("execution_count", count);
            ErrorJson.Write(writer, error);
            writer.WriteStartArray("payload");
            writer.WriteEndArray();
            writer.WriteStartObject("user_expressions");
            writer.WriteEndObject();
        });
    }
}
