#!/usr/bin/perl
# Prints src/rt/dates/date-languages.ts: the words and the order of RT's dates in every language that RT has.
# The facts come from running RT's own code, RT 5 and RT 4 one after the other, without a database:
#
#   perl scripts/rt-dates.pl > src/rt/dates/date-languages.ts && npx biome check --write src/rt/dates/date-languages.ts
use strict;
use warnings;
no warnings qw(once);
use utf8;
use JSON ();
binmode STDOUT, ':utf8';

my $json = JSON->new->canonical->ascii(0);

if ( my $version = shift @ARGV ) {
    unshift @INC, "/usr/share/request-tracker$version/lib";
    print $json->encode( facts($version) );
    exit;
}

# Two versions of RT cannot be loaded into one process.
my %languages;
for my $version ( 5, 4 ) {
    open my $run, '-|:encoding(UTF-8)', $^X, $0, $version or die $!;
    my $facts = JSON->new->decode( do { local $/; <$run> } );
    for my $code ( keys %$facts ) {
        push @{ $languages{$code} }, grep { my $one = $json->encode($_); !grep { $json->encode($_) eq $one } @{ $languages{$code} // [] } } @{ $facts->{$code} };
    }
}

print "/** Words and patterns of one way in which RT spells dates; printed by scripts/rt-dates.pl. */\n";
print "export interface DateSpelling {\n  /** Sunday first; spellings of one day are separated by a slash. */\n  readonly days: string;\n  /** January first. */\n  readonly months: string;\n  readonly halves?: string;\n  readonly dates: readonly string[];\n  readonly times: readonly string[];\n}\n\n";
print "/** By RT's name of the language: RT's own format first, then that of the locale. */\n";
print "export const dateLanguages: Readonly<Record<string, readonly DateSpelling[]>> = {\n";
for my $code ( sort keys %languages ) {
    print "  $code: [\n";
    for my $way ( @{ $languages{$code} } ) {
        print "    {\n";
        for my $key (qw(days months halves)) { print "      $key: ", literal( $way->{$key} ), ",\n" if $way->{$key} }
        for my $key (qw(dates times)) { print "      $key: [", join( ', ', map { literal($_) } @{ $way->{$key} } ), "],\n" }
        print "    },\n";
    }
    print "  ],\n";
}
print "};\n";

sub literal { my $text = $json->allow_nonref->encode(shift); $text =~ s/([\x{200e}\x{200f}\x{202f}\x{a0}\x{61c}])/sprintf '\\u%04x', ord $1/ge; $text }

sub facts {
    my $version = shift;
    require RT;
    $ENV{RT_SITE_CONFIG} //= '/dev/null';
    RT::LoadConfig();
    require RT::I18N;
    RT::I18N->Init;
    require RT::Date;
    require DateTime::Locale;
    my %facts;
    for my $file ( glob "/usr/share/request-tracker$version/po/*.po" ) {
        my ($code) = $file =~ m{/(\w+)\.po$};
        my $handle = RT::I18N->get_handle($code) or die "no language $code";
        my $loc = sub { my $text = $handle->maketext(@_); utf8::decode($text) unless utf8::is_utf8($text); $text };
        my @ways = {
            days   => join( '|', map { $loc->($_) } @RT::Date::DAYS_OF_WEEK ),
            months => join( '|', map { $loc->($_) } @RT::Date::MONTHS ),
            dates  => [
                $loc->( '[_1] [_2] [_3] [_4]:[_5]:[_6] [_7]', qw({E} {L} {dd} {HH} {mm} {ss} {y}) ),
                $loc->( '[_1] [_2] [_3] [_4]:[_5] [_6]', qw({E} {L} {dd} {HH} {mm} {y}) ),
                $loc->( '[_1] [_2] [_3] [_4]', qw({E} {L} {dd} {y}) ),
            ],
            times => [],
        };
        my $locale = eval { DateTime::Locale->load($code) };
        push @ways, {
            days   => words( map { $locale->$_ } qw(day_format_wide day_format_abbreviated day_stand_alone_wide day_stand_alone_abbreviated) ),
            months => words( map { $locale->$_ } qw(month_format_wide month_format_abbreviated month_stand_alone_wide month_stand_alone_abbreviated) ),
            halves => join( '|', @{ $locale->am_pm_abbreviated } ),
            dates  => unique( map { pattern( $locale->$_ ) } map { "date_format_$_" } qw(full long medium short) ),
            times  => unique( map { pattern( $locale->$_ ) } map { "time_format_$_" } qw(full long medium short) ),
        } if $locale;
        # DateTime::Locale starts a week on Monday.
        $ways[1]{days} = join '|', ( split /\|/, $ways[1]{days} )[ 6, 0 .. 5 ] if $ways[1];
        $facts{$code} = \@ways;
    }
    return \%facts;
}

sub unique { my %seen; return [ grep { !$seen{$_}++ } @_ ] }

sub words {
    my @lists = @_;
    return join '|', map { my $at = $_; join '/', @{ unique( map { $_->[$at] } @lists ) } } 0 .. $#{ $lists[0] };
}

# A CLDR pattern with its letters in braces and without its quotes.
sub pattern {
    my $rest = shift;
    my $out = '';
    while ( $rest ne '' ) {
        if ( $rest =~ s/^''// ) { $out .= "'" }
        elsif ( $rest =~ s/^'((?:[^']|'')*)'// ) { $out .= $1 }
        elsif ( $rest =~ s/^(([A-Za-z])\2*)// ) { $out .= '{' . part($1) . '}' }
        else { $out .= substr $rest, 0, 1, '' }
    }
    return $out;
}

sub part {
    my $letters = shift;
    return 'E' if $letters =~ /^[Ec]/;
    return 'L' if $letters =~ /^[ML]{3,}/;
    return 'z' if $letters =~ /^[zvV]/;
    $letters =~ tr/L/M/;
    return $letters =~ /^y+$/ && length $letters != 2 ? 'y' : $letters;
}
