using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Running;

/// <summary>Writes what cells put out into the document, as nbformat outputs, while they run.</summary>
internal sealed class RecordedOutputs(long maxBytes, INotebookProgress? progress)
{
    private readonly INotebookProgress? _progress = progress;
    private readonly Dictionary<string, (List<JsonObject> Places, long Size)> _shown = [];
    private long _left = maxBytes;

    /// <summary>Called once, when the notebook puts out more than it may.</summary>
    public required Action WhenFull { get; init; }

    /// <summary>Whether the notebook put out more than it may. What was recorded until then stays.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Records how a cell failed.</summary>
    public static void AddError(NotebookCell cell, CellError error) => cell.Outputs.Add((JsonNode)new JsonObject
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    });

    private bool Take(long bytes)
    {
        if (Overflowed)
        {
            return false;
        }

        if (bytes > _left)
        {
            Overflowed = true;
            WhenFull();
            return false;
        }

        _left -= bytes;
        return true;
    }

    private bool Take(MimeBundle bundle) => Take(SizeOf(bundle));

    private static long SizeOf(MimeBundle bundle) => bundle.Data.Sum(content => (long)Encoding.UTF8.GetByteCount(content.Value));

    /// <summary>Records one cell.</summary>
    public sealed class Recorder(RecordedOutputs all, NotebookCell cell) : ICellOutput
    {
        private readonly StringBuilder _text = new();
        private JsonObject? _stream;
        private bool _clearsNext;

        public void Stream(string name, string text)
        {
            if (!all.Take(Encoding.UTF8.GetByteCount(text)))
            {
                return;
            }

            BeforeNext();
            // Prints that follow each other are one output, as Jupyter stores them; the text becomes lines when something else follows.
            if (_stream is null || _stream["name"]!.GetValue<string>() != name)
            {
                EndStream();
                _stream = new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = new JsonArray() };
                cell.Outputs.Add((JsonNode)_stream);
            }

            _text.Append(text);
            all._progress?.CellPrinted(cell, name, text);
        }

        public void Display(MimeBundle bundle, string? displayId)
        {
            if (!all.Take(bundle))
            {
                return;
            }

            BeforeNext();
            EndStream();
            var output = new JsonObject { ["data"] = MimeData.Write(bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
            cell.Outputs.Add((JsonNode)output);
            if (displayId is not null)
            {
                var places = all._shown.TryGetValue(displayId, out var shown) ? shown.Places : [];
                places.Add(output);
                all._shown[displayId] = (places, shown.Size + SizeOf(bundle));
            }

            all._progress?.CellDisplayed(cell, bundle);
        }

        public void Update(string displayId, MimeBundle bundle)
        {
            if (!all._shown.TryGetValue(displayId, out var shown))
            {
                return;
            }

            // What it replaces leaves the document, so only what is more counts.
            var size = shown.Places.Count * SizeOf(bundle);
            if (!all.Take(size - shown.Size))
            {
                return;
            }

            all._shown[displayId] = (shown.Places, size);
            foreach (var place in shown.Places)
            {
                place["data"] = MimeData.Write(bundle);
            }

            all._progress?.CellDisplayed(cell, bundle);
        }

        public void Result(MimeBundle bundle, int executionCount)
        {
            if (all.Take(bundle))
            {
                BeforeNext();
                EndStream();
                cell.Outputs.Add((JsonNode)new JsonObject
                {
                    ["data"] = MimeData.Write(bundle),
                    ["execution_count"] = executionCount,
                    ["metadata"] = new JsonObject(),
                    ["output_type"] = "execute_result",
                });
                all._progress?.CellDisplayed(cell, bundle);
            }
        }

        public void Clear(bool wait)
        {
            _clearsNext = wait;
            if (!wait)
            {
                Empty();
            }
        }

        private void BeforeNext()
        {
            if (_clearsNext)
            {
                _clearsNext = false;
                Empty();
            }
        }

        private void Empty()
        {
            EndStream();
            cell.Outputs.Clear();
        }

        /// <summary>Brings a print that is under way into the document.</summary>
        public void EndStream()
        {
            if (_stream is not null)
            {
                _stream["text"] = MultilineText.Write(_text.ToString());
                _text.Clear();
                _stream = null;
            }
        }
    }
}
