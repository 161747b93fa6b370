using System.Text;
using AgentNotebook.Archives;
using SharpCompress.Common;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>What SharpCompress throws, in the words of the rules, where it says more than that the data is damaged.</summary>
internal sealed class ExplainedInput(Func<Stream> open, Refusal refusal) : DecodingStream
{
    private Stream? _decoded;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            _decoded ??= open();
            return _decoded.Read(buffer);
        }
        catch (CryptographicException)
        {
            throw refusal(nameof(ArchiveRule.Encrypted), "Its list of entries is encrypted.", "");
        }
        catch (DecoderFallbackException)
        {
            throw refusal(nameof(ArchiveRule.NameEncoding), "A name in it is not in the encoding its format prescribes.", "");
        }
        catch (Exception exception) when (exception is IncompleteArchiveException or EndOfStreamException)
        {
            throw refusal(nameof(ArchiveRule.Truncated), "The archive is cut off.", "");
        }
        catch (Exception exception) when (exception is MultiVolumeExtractionException or MultipartStreamRequiredException)
        {
            throw refusal(nameof(ArchiveRule.UnsupportedFormat), "It is one of several volumes, which are not read here. Put them together into one archive first.", "");
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException)
        {
            throw refusal(nameof(ArchiveRule.UnsupportedMethod), "It uses a compression or a filter that is not read here. Pack it anew with LZMA2, as 7-Zip does by itself.", "");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoded?.Dispose();
        }

        base.Dispose(disposing);
    }
}
