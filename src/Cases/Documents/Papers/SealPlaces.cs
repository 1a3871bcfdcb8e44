using System.Globalization;
using System.Security.Cryptography;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LaborFlow.Cases.Documents.Sealing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>
/// The places of a paper where <c>{{path:seal}}</c> stood. While the paper is filled a mark stands for each; it holds a number drawn for
/// this paper, so that no text that somebody typed can ask for a seal.
/// </summary>
internal sealed class SealPlaces
{
    /// <summary>The format that marks a place.</summary>
    public const string Format = "seal";

    /// <summary>How the picture is called in the document.</summary>
    public const string PictureName = "电子印章";

    // 42 mm, the diameter of the seals of district authorities; its middle stands on the date, 36 mm from the right margin.
    private const long EmuPerMillimetre = 36_000;
    private const long Diameter = 42 * EmuPerMillimetre;
    private const long FromRight = -57 * EmuPerMillimetre;
    private const long Above = -26 * EmuPerMillimetre;

    private readonly string _drawn = RandomNumberGenerator.GetHexString(16);
    private readonly List<string> _offices = [];

    /// <summary>The office whose seal is asked for first; null when none is.</summary>
    public string? First => _offices.FirstOrDefault();

    /// <summary>The mark for an office's seal.</summary>
    public string Mark(string office)
    {
        _offices.Add(office);
        return MarkOf(_offices.Count - 1);
    }

    /// <summary>Puts the picture behind the text where the first mark stands; false when that is in no paragraph of the body.</summary>
    public bool Put(MainDocumentPart main, SealPicture picture)
    {
        var place = main.Document.Body!.Descendants<Text>().FirstOrDefault(t => t.Text.Contains(MarkOf(0), StringComparison.Ordinal));
        if (place?.Parent is not Run run)
            return false;
        var part = main.AddImagePart(ImagePartType.Png);
        using (var content = new MemoryStream(picture.Png.ToArray(), writable: false))
            part.FeedData(content);
        run.InsertAfterSelf(new Run(new Drawing(Anchor(main.GetIdOfPart(part), picture.Seal))));
        return true;
    }

    /// <summary>Takes the marks out again.</summary>
    public void Clear(MainDocumentPart main)
    {
        if (_offices.Count == 0)
            return;
        OpenXmlElement?[] roots =
        [
            main.Document.Body,
            .. main.HeaderParts.Select(part => part.Header),
            .. main.FooterParts.Select(part => part.Footer),
        ];
        foreach (var text in roots.SelectMany(root => root?.Descendants<Text>() ?? []))
            for (var i = 0; i < _offices.Count && text.Text.Contains(_drawn, StringComparison.Ordinal); i++)
                text.Text = text.Text.Replace(MarkOf(i), "", StringComparison.Ordinal);
    }

    private string MarkOf(int number) => string.Create(CultureInfo.InvariantCulture, $"\uE0F0{_drawn}.{number}\uE0F1");

    private static Wp.Anchor Anchor(string relationship, OfficeSeal seal)
    {
        var scale = Math.Max(seal.Width, seal.Height);
        var width = Diameter * seal.Width / scale;
        var height = Diameter * seal.Height / scale;
        var name = $"{seal.Office}{PictureName}（第{seal.Version}版）";
        return new Wp.Anchor(
            new Wp.SimplePosition { X = 0, Y = 0 },
            new Wp.HorizontalPosition(new Wp.PositionOffset(Offset(FromRight + ((Diameter - width) / 2))))
            {
                RelativeFrom = Wp.HorizontalRelativePositionValues.RightMargin,
            },
            new Wp.VerticalPosition(new Wp.PositionOffset(Offset(Above + ((Diameter - height) / 2))))
            {
                RelativeFrom = Wp.VerticalRelativePositionValues.Paragraph,
            },
            new Wp.Extent { Cx = width, Cy = height },
            new Wp.EffectExtent
            {
                LeftEdge = 0,
                TopEdge = 0,
                RightEdge = 0,
                BottomEdge = 0,
            },
            new Wp.WrapNone(),
            new Wp.DocProperties
            {
                Id = 900_001U,
                Name = PictureName,
                Description = name,
            },
            new Wp.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(
                new A.GraphicData(
                    new Pic.Picture(
                        new Pic.NonVisualPictureProperties(
                            new Pic.NonVisualDrawingProperties { Id = 900_002U, Name = "seal.png" },
                            new Pic.NonVisualPictureDrawingProperties()
                        ),
                        new Pic.BlipFill(new A.Blip { Embed = relationship }, new A.Stretch(new A.FillRectangle())),
                        new Pic.ShapeProperties(
                            new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }),
                            new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }
                        )
                    )
                )
                {
                    Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                }
            )
        )
        {
            DistanceFromTop = 0U,
            DistanceFromBottom = 0U,
            DistanceFromLeft = 0U,
            DistanceFromRight = 0U,
            SimplePos = false,
            RelativeHeight = 1U,
            BehindDoc = true,
            Locked = true,
            LayoutInCell = true,
            AllowOverlap = true,
        };
    }

    private static string Offset(long emu) => emu.ToString(CultureInfo.InvariantCulture);
}
