using System.Text.Json.Nodes;
using AgentNotebook.Documents.Exporting.Untrusted;

namespace AgentNotebook.Documents.Exporting.Pictures;

/// <summary>Finds the pictures that a notebook's text names: attached to a cell, within the address, or in a file at the notebook.</summary>
/// <remarks>Nothing is fetched from elsewhere, and no file outside the notebook's folder is read: the notebook may be a stranger's, and what it exports to is passed on.</remarks>
internal sealed class NotebookPictures(ExportJob job)
{
    private readonly SafeSvg _svg = new(job.Options.MaxNesting);

    public SafeSvg Svg => _svg;

    /// <summary>The picture at an address; <see langword="null"/> when none can be taken along.</summary>
    public Picture? Find(NotebookCell cell, string address)
    {
        address = address.Trim();
        if (address.StartsWith("attachment:", StringComparison.OrdinalIgnoreCase))
        {
            return Attached(cell, Uri.UnescapeDataString(address["attachment:".Length..]));
        }

        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return OfData(address);
        }

        return Uri.TryCreate(address, UriKind.Absolute, out _) || address.StartsWith('/') || address.StartsWith('\\') ? null : OfFile(Uri.UnescapeDataString(address.Split('?', '#')[0]));
    }

    private Picture? Attached(NotebookCell cell, string name) =>
        (cell.Json["attachments"] as JsonObject)?[name] is not JsonObject file ? null
        : file.Where(item => item.Value is JsonValue value && value.TryGetValue<string>(out _))
            .Select(item => item.Key == Picture.Svg ? OfSvgInBase64(item.Value!.GetValue<string>()) : Picture.OfBase64(item.Value!.GetValue<string>()))
            .FirstOrDefault(picture => picture is not null);

    private Picture? OfData(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        var (head, content) = comma < 0 ? ("", "") : (address[5..comma], address[(comma + 1)..]);
        var isBase64 = head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase);
        return !head.StartsWith(Picture.Svg, StringComparison.OrdinalIgnoreCase) ? isBase64 ? Picture.OfBase64(content) : null
            : isBase64 ? OfSvgInBase64(content)
            : _svg.Read(Uri.UnescapeDataString(content));
    }

    private Picture? OfSvgInBase64(string text)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var length) ? _svg.Read(System.Text.Encoding.UTF8.GetString(buffer, 0, length)) : null;
    }

    private Picture? OfFile(string name)
    {
        try
        {
            var path = Path.GetFullPath(name, job.Folder);
            if (!IsWithin(path) || !File.Exists(path) || LeadsOut(path))
            {
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > job.Options.MaxPictureBytes)
            {
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase) ? _svg.Read(System.Text.Encoding.UTF8.GetString(bytes)) : Picture.OfPixels(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private bool IsWithin(string path) => path.StartsWith(job.Folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether a link is on the way to a file.</summary>
    private bool LeadsOut(string path)
    {
        for (var at = path; at.Length > job.Folder.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
