namespace AgentNotebook.Documents.Exporting.CSharp;
internal static class CSharpExporter { public static string Write(ExportJob job) => ""; }
