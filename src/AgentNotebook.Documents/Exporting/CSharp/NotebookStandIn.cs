namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>What a program has instead of a notebook: values are printed, questions are asked at the console.</summary>
internal static class NotebookStandIn
{
    public const string TypeName = "Notebook";

    /// <summary>Its code. It writes plain values, sequences and tuples of them as the notebook does, and others by their own <c>ToString</c>.</summary>
    public const string Code = """
        #nullable enable
        /// <summary>What a notebook does with values and questions, for the console.</summary>
        static class Notebook
        {
            private const int MostItems = 20;

            public static void display(object? value, string? mimeType = null, string? displayId = null) =>
                Console.WriteLine(mimeType is null or "text/plain" or "text/markdown" ? Text(value) : $"({mimeType}, {value?.ToString()?.Length ?? 0} characters)");

            public static void Display(this object? value, string? mimeType = null, string? displayId = null) => display(value, mimeType, displayId);

            public static string input(string prompt = "")
            {
                Console.Write(prompt.Length == 0 ? "" : prompt + " ");
                return Console.ReadLine() ?? throw new InvalidOperationException("Nobody answers: standard input has ended.");
            }

            public static string password(string prompt = "") => input(prompt);

            private static string Text(object? value) => value switch
            {
                null => "<null>",
                string text => text,
                DateTime or DateTimeOffset => ((IFormattable)value).ToString("u", null),
                System.Collections.IEnumerable items => Items([.. items.Cast<object?>().Take(MostItems + 1).Select(Text)], items),
                System.Runtime.CompilerServices.ITuple tuple => $"( {string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i])))} )",
                _ => value.ToString() ?? "",
            };

            private static string Items(List<string> shown, System.Collections.IEnumerable all) =>
                shown.Count <= MostItems ? $"[ {string.Join(", ", shown)} ]" : $"[ {string.Join(", ", shown.Take(MostItems))} ... ({(all is System.Collections.ICollection counted ? $"{counted.Count - MostItems} more" : "more")}) ]";
        }
        """;
}
